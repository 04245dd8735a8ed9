import type { Manifest, SimulatedDestination } from 'backstage-plugin-mesh-traffic-common';
import { durationMs } from '../oracle/durationMs';

type Fields = Record<string, unknown>;

/**
 * What the DestinationRules of a destination say about single connections. No call is answered otherwise for it, so
 * the simulator leaves it out.
 *
 * @param objects - manifests by `kind/namespace/name`
 */
export function connectionOf(
  { destinationRules = [], subset }: SimulatedDestination,
  objects: ReadonlyMap<string, Manifest>,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const key of destinationRules) {
    const spec = fields(objects.get(key)?.spec);
    const holder = subset === undefined ? spec : subsetOf(spec, subset);
    const pool = fields(fields(holder.trafficPolicy).connectionPool);
    const { connectTimeout } = fields(pool.tcp);
    const { idleTimeout, maxRequestsPerConnection } = fields(pool.http);
    for (const [name, value] of Object.entries({ connectTimeout, idleTimeout })) {
      if (typeof value === 'string') found[name] = durationMs(value);
    }
    if (typeof maxRequestsPerConnection === 'number') {
      found.maxRequestsPerConnection = maxRequestsPerConnection;
    }
  }
  return found;
}

function subsetOf({ subsets }: Fields, name: string): Fields {
  const list: unknown[] = Array.isArray(subsets) ? subsets : [];
  return list.map(fields).find(subset => subset.name === name) ?? {};
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
