import { type Manifest, manifestKey } from '../kubernetes/manifest';

/**
 * The manifests, oldest first. Istio sorts by creation time; a repository has none, so the order is the one asked
 * for, else `creationTimestamp` where every object has one, else the order of the text.
 */
export function byCreation(manifests: readonly Manifest[], createdOrder?: string[]): Manifest[] {
  if (createdOrder) {
    const rank = new Map(createdOrder.map((name, index) => [name, index]));
    const rankOf = (manifest: Manifest) =>
      rank.get(manifestKey(manifest)) ??
      rank.get(`${manifest.metadata.namespace ?? 'default'}/${manifest.metadata.name}`) ??
      createdOrder.length;
    return [...manifests].sort((one, other) => rankOf(one) - rankOf(other));
  }
  if (manifests.every(manifest => manifest.metadata.creationTimestamp)) {
    return [...manifests].sort(
      (one, other) => createdAt(one) - createdAt(other) || compareNames(one, other),
    );
  }
  return [...manifests];
}

function createdAt(manifest: Manifest): number {
  return Date.parse(manifest.metadata.creationTimestamp ?? '');
}

/** Istio's tie-break within one second: name, then namespace (istio pilot/pkg/model/config.go). */
function compareNames(one: Manifest, other: Manifest): number {
  const name = (manifest: Manifest) =>
    `${manifest.metadata.name}.${manifest.metadata.namespace ?? ''}`;
  return name(one) < name(other) ? -1 : Number(name(one) > name(other));
}
