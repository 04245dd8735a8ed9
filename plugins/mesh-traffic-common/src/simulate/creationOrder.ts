import { type Manifest, manifestKey } from '../kubernetes/manifest';

/**
 * The manifests, oldest first. Istio sorts by creation time; a repository has none, so the order is the one asked
 * for, else `creationTimestamp` where every object of Istio's has one, else the order of the text.
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
  const competing = manifests.filter(({ apiVersion }) => /\bistio\.io\//.test(apiVersion));
  if (
    competing.length > 0 &&
    competing.every(({ metadata }) => isInstant(metadata.creationTimestamp))
  ) {
    return [...manifests].sort(
      (one, other) => createdAt(one) - createdAt(other) || compareNames(one, other),
    );
  }
  return [...manifests];
}

/** YAML that was written by hand may hold `null`. */
function isInstant(timestamp: string | null | undefined): boolean {
  return !Number.isNaN(Date.parse(timestamp ?? ''));
}

/** Services and the like compete with nothing: their age does not matter. */
function createdAt(manifest: Manifest): number {
  const instant = Date.parse(manifest.metadata.creationTimestamp ?? '');
  return Number.isNaN(instant) ? 0 : instant;
}

/** Istio's tie-break within one second: name, then namespace (istio pilot/pkg/model/config.go). */
function compareNames(one: Manifest, other: Manifest): number {
  const name = (manifest: Manifest) =>
    `${manifest.metadata.name}.${manifest.metadata.namespace ?? ''}`;
  return name(one) < name(other) ? -1 : Number(name(one) > name(other));
}
