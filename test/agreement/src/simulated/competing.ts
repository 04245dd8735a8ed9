import { type Manifest, manifestKey } from 'backstage-plugin-mesh-traffic-common';
import type { Random } from '../random/Random';

/** So many objects are created in every order; more of them in as many orders, drawn by chance. */
const MOST_PERMUTED = 4;
const DRAWN_ORDERS = 24;

/**
 * Keys of objects whose order of creation could decide: VirtualServices that share a host and a gateway, and
 * DestinationRules that share a host.
 */
export function competing(manifests: readonly Manifest[]): string[] {
  const byClaim = new Map<string, string[]>();
  for (const manifest of manifests) {
    for (const claim of claimsOf(manifest)) {
      byClaim.set(claim, [...(byClaim.get(claim) ?? []), manifestKey(manifest)]);
    }
  }
  return [...new Set([...byClaim.values()].filter(({ length }) => length > 1).flat())];
}

/** Orders of creation to try. */
export function ordersOf(keys: readonly string[], random: Random): string[][] {
  if (keys.length <= MOST_PERMUTED) return permutations(keys);
  return Array.from({ length: DRAWN_ORDERS }, () => random.shuffled(keys));
}

function claimsOf({ kind, metadata, spec = {} }: Manifest): string[] {
  const full = (host: unknown) =>
    String(host).includes('.') ? String(host) : `${host}.${metadata.namespace}.svc.cluster.local`;
  if (kind === 'DestinationRule') return [`rule ${full(spec.host)}`];
  if (kind !== 'VirtualService' || !Array.isArray(spec.hosts)) return [];
  const gateways = Array.isArray(spec.gateways) ? spec.gateways : ['mesh'];
  return spec.hosts.flatMap(host => gateways.map(gateway => `route ${full(host)} ${gateway}`));
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, index) =>
    permutations([...list.slice(0, index), ...list.slice(index + 1)]).map(rest => [first, ...rest]),
  );
}
