import type { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { isManifest } from './isManifest';
import type { SourceDocument } from './readDocuments';

/** The Kubernetes objects among documents. */
export interface Objects {
  manifests: Manifest[];
  /** Documents that are none, for example values of a chart. */
  others: SourceDocument[];
}

/** Sorts out Kubernetes objects; a List gives its items. */
export function objectsOf(documents: readonly SourceDocument[]): Objects {
  const objects: Objects = { manifests: [], others: [] };
  for (const document of documents) {
    const { value } = document;
    const items = itemsOf(value);
    for (const item of items ?? [value]) {
      if (isManifest(item)) objects.manifests.push(item);
      else if (!isKustomization(item) && objects.others.at(-1) !== document) {
        objects.others.push(document);
      }
    }
  }
  return objects;
}

function itemsOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('kind' in value) || value.kind !== 'List') return undefined;
  return 'items' in value && Array.isArray(value.items) ? value.items : undefined;
}

/** Lists the files of a folder; no object of a cluster, and nothing to wonder about. */
function isKustomization(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    String(value.apiVersion).startsWith('kustomize.config.k8s.io/')
  );
}
