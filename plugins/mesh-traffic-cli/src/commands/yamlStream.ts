import { dumpYaml, type Manifest } from 'backstage-plugin-mesh-traffic-common';

/** A YAML stream, one object after the other. */
export function* yamlStream(manifests: readonly Manifest[]): Iterable<string> {
  for (const manifest of manifests) yield `---\n${dumpYaml(manifest).trimEnd()}`;
}
