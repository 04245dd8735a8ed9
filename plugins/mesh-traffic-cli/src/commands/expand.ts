import {
  AT_REST,
  expand,
  type FlaggerState,
  type Manifest,
} from 'backstage-plugin-mesh-traffic-common';
import type { Command } from '../Command';
import { objectsOf } from '../io/objectsOf';
import { readDocuments } from '../io/readDocuments';
import { COMMON_OPTIONS } from './meshOptions';
import { nothingToRead } from './nothingToRead';
import { othersNote } from './othersNote';
import { yamlStream } from './yamlStream';

/** `mesh-traffic expand` */
export const expandCommand: Command = {
  name: 'expand',
  summary: 'Add what Flagger makes of the Canaries: what calls meet in a cluster',
  usage: '<file|folder|-> ... [--weight N]',
  description:
    'Writes all manifests, with the Services, routes and workloads that Flagger 1.44 derives from the\n' +
    'Canaries among them. Without --weight the Canaries are at rest: everything on the primary.',
  examples: [
    ['expand mesh apps --weight 20', 'What is in force while a release has 20 % of the calls'],
    ['expand mesh apps | mesh-traffic simulate - --from prod --host ...', 'Ask about a call then'],
  ],
  options: {
    weight: { value: 'N', help: 'Percent of calls that every Canary sends to its new version.' },
    ...COMMON_OPTIONS,
  },
  async run(args, host) {
    const weight = args.whole('weight', 0, 100);
    const { documents, notes } = await readDocuments(args, host);
    const { manifests, others } = objectsOf(documents);
    if (manifests.length === 0) {
      throw nothingToRead(
        args.inputs,
        'Kubernetes object',
        'Name files or folders with manifests.',
      );
    }
    const canaries = manifests.filter(isCanary);
    const state: FlaggerState = weight
      ? { ...AT_REST, phase: 'Progressing', canaryWeight: weight }
      : AT_REST;
    const effective = expand(manifests, {
      states: Object.fromEntries(
        canaries.map(({ metadata }) => [`${metadata.namespace}/${metadata.name}`, state]),
      ),
    });
    const withoutTarget = canaries.filter(canary => !hasTarget(canary, manifests)).map(targetNote);
    const said = [
      ...notes,
      ...othersNote(others),
      ...withoutTarget,
      ...(canaries.length === 0 ? ['note: there is no Canary, so nothing was added.'] : []),
    ];
    return {
      exitCode: 0,
      json: { manifests: effective, notes: said },
      lines: yamlStream(effective),
      notes: said,
    };
  },
};

function isCanary({ kind, apiVersion }: Manifest): boolean {
  return kind === 'Canary' && apiVersion.startsWith('flagger.app/');
}

function targetOf({ spec }: Manifest): { kind: unknown; name: unknown } {
  const target = spec?.targetRef;
  if (typeof target !== 'object' || target === null) return { kind: undefined, name: undefined };
  return { kind: 'Deployment', name: undefined, ...target };
}

function hasTarget(canary: Manifest, manifests: readonly Manifest[]): boolean {
  const { kind, name } = targetOf(canary);
  return manifests.some(
    manifest =>
      manifest.kind === kind &&
      manifest.metadata.name === name &&
      manifest.metadata.namespace === canary.metadata.namespace,
  );
}

function targetNote(canary: Manifest): string {
  const { kind, name } = targetOf(canary);
  const { namespace, name: own } = canary.metadata;
  return (
    `note: the target of the Canary ${namespace}/${own}, ${kind} ${name}, is not among the ` +
    'manifests, so that it has no pods here; add its file.'
  );
}
