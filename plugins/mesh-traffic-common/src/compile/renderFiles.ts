import { dumpYaml } from '../kubernetes/dumpYaml';
import { Manifest } from '../kubernetes/manifest';
import { withHeader } from './fileHeader';

/** A file of the policy's folder. */
export interface GeneratedFile {
  /** File name inside the folder. */
  path: string;
  content: string;
}

/** The document that files are made from: a service's, or a namespace's. */
interface Source {
  kind: 'RoutingPolicy' | 'NamespacePolicy';
  metadata: { name: string; namespace?: string };
}

/**
 * The files of a policy's folder: one per object, and the kustomization that lists them. The policy document
 * itself is not among them, and never listed.
 */
export function renderFiles(policy: Source, manifests: readonly Manifest[]): GeneratedFile[] {
  const { name, namespace = name } = policy.metadata;
  const source =
    policy.kind === 'RoutingPolicy'
      ? `routing-policy.yaml of ${namespace}/${name}`
      : `namespace-policy.yaml of ${name}`;
  const files = manifests.map(manifest => ({
    path: manifestFileName(policy, manifest),
    content: withHeader(source, dumpYaml(manifest)),
  }));
  files.sort((left, right) => (left.path < right.path ? -1 : 1));
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map(file => file.path),
  };
  return [
    { path: 'kustomization.yaml', content: withHeader(source, dumpYaml(kustomization)) },
    ...files,
  ];
}

/**
 * Name of the file that {@link renderFiles} writes an object to: `<kind>[-<name>].yaml`. The name is left out where it
 * is the service's, and has the namespace before it where that is another one. Namespaces have no dots, so no two
 * objects share a name.
 */
export function manifestFileName(policy: Source, { kind, metadata }: Manifest): string {
  const { name: service, namespace = service } = policy.metadata;
  const base = kind.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (letters, at: number) =>
    at === 0 ? letters.toLowerCase() : `-${letters.toLowerCase()}`,
  );
  const foreign = metadata.namespace !== undefined && metadata.namespace !== namespace;
  if (foreign) return `${base}-in-${metadata.namespace}.${metadata.name}.yaml`;
  return metadata.name === service ? `${base}.yaml` : `${base}-${metadata.name}.yaml`;
}
