import { type Manifest, manifestKey } from '../kubernetes/manifest';
import { isRecord } from '../policy/path';
import { texts } from '../simulate/workloads';
import type { LintDocument, LintObject } from './LintObject';

const CLUSTER_SCOPED = new Set(['Namespace', 'CustomResourceDefinition', 'ClusterRole']);

/** The Kubernetes objects among the documents; a List gives its items. What is none is left out. */
export function readObjects(documents: readonly LintDocument[]): LintObject[] {
  return documents.flatMap(document => {
    const { value } = document;
    if (isRecord(value) && value.kind === 'List' && Array.isArray(value.items)) {
      return value.items.flatMap((item, index) =>
        readObject(item, {
          ...document,
          value: item,
          lineOf: path => document.lineOf?.(['items', index, ...path]) ?? 1,
        }),
      );
    }
    return readObject(value, document);
  });
}

function readObject(value: unknown, document: LintDocument): LintObject[] {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return [];
  }
  const { apiVersion, kind, metadata } = value;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof metadata.name !== 'string'
  ) {
    return [];
  }
  const own = typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
  const namespace = CLUSTER_SCOPED.has(kind) ? '' : (own ?? 'default');
  const labels = texts(metadata.labels);
  const annotations = texts(metadata.annotations);
  const manifest: Manifest = {
    ...value,
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      name: metadata.name,
      ...(namespace ? { namespace } : {}),
      labels,
      annotations,
    },
    ...(isRecord(value.spec) ? { spec: value.spec } : { spec: undefined }),
  };
  return [
    {
      key: manifestKey(manifest),
      kind,
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      name: metadata.name,
      namespace,
      labels,
      annotations,
      manifest,
      document,
    },
  ];
}
