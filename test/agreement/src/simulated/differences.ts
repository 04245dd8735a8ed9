import type {
  Arrival,
  Manifest,
  RateLimitBucket,
  SimulatedDestination,
  SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { durationMs } from '../oracle/durationMs';
import { ANONYMOUS } from '../oracle/limitOf';
import type { Expected, ExpectedLimit, ExpectedRetries } from '../oracle/Expected';
import { connectionOf } from './connectionOf';

/** A bucket of this many tokens a second is no limit. */
const NO_LIMIT = 100_000;

/** Istio's own retries: 2 on connection trouble. Source: istio retry.go, newRetryPolicy (1.30) */
const ISTIO_CONDITIONS = [
  'cancelled',
  'connect-failure',
  'refused-stream',
  'retriable-status-codes',
  'unavailable',
];

/**
 * Where the manifests do something else than the document says, as sentences; none when they agree.
 *
 * @param objects - the manifests by `kind/namespace/name`
 */
export function differences(
  expected: Expected,
  result: SimulationResult,
  objects: ReadonlyMap<string, Manifest>,
): string[] {
  const found: string[] = [];
  const compare = (what: string, says: unknown, does: unknown) => {
    if (isSame(says, does)) return;
    found.push(
      `${what}: the document says ${canonical(says)}, the manifests do ${canonical(does)}`,
    );
  };
  if (result.error !== undefined) return [`the call fails: ${result.error}`];
  const destinations = result.destinations.filter(({ weight }) => weight !== 0);
  compare('shares', expected.shares, sharesOf(destinations));
  const { client } = expected;
  if (client !== 'any') {
    compare('timeout', client.timeoutMs, timeoutOf(result.timeout));
    compare('retries', wantedRetries(client.retries), retriesOf(result.retries));
  }
  compare('copies', expected.mirror, mirrorOf(result.copies));
  for (const destination of destinations) {
    if (client !== 'any') {
      compare('limits', client.breaker?.limits ?? {}, destination.breaker ?? {});
      compare('connections', client.breaker?.connection ?? {}, connectionOf(destination, objects));
      compare('outlier detection', client.breaker?.outlier, outlierOf(destination));
    }
    for (const arrival of arrivalsOf(destination)) {
      compare('access', expected.access, arrival.access);
      if (expected.observed) compare('observed', expected.observed, arrival.dryRun ?? 'allow');
      compare('limit of the server', undefined, arrival.serverBreaker);
      compare('rate limit', wantedLimit(expected.limit), limitOf(expected.limit, arrival.limits));
    }
  }
  return [...new Set(found)];
}

/** All arrivals at a destination, one per workload where they differ. */
export function arrivalsOf({ arrival, arrivals }: SimulatedDestination): Arrival[] {
  return arrival ? [arrival] : Object.values(arrivals ?? {});
}

/** Buckets that can run dry. */
export function realBuckets(buckets: readonly RateLimitBucket[] = []): RateLimitBucket[] {
  return buckets.filter(
    ({ tokensPerFill, fillIntervalMs }) => (tokensPerFill / fillIntervalMs) * 1000 < NO_LIMIT,
  );
}

function sharesOf(destinations: readonly SimulatedDestination[]): Record<string, number> {
  const shares: Record<string, number> = {};
  for (const { weight = 100, pods, fails } of destinations) {
    const who = fails ?? Object.keys(pods).sort().join('+');
    shares[who] = (shares[who] ?? 0) + weight;
  }
  return shares;
}

function timeoutOf(timeout: string | undefined): number | undefined {
  return timeout === undefined || timeout === 'none' ? undefined : durationMs(timeout);
}

function wantedRetries(retries: ExpectedRetries | undefined) {
  if (retries?.attempts === 0) return 'none';
  const { attempts = 2, perTryMs, conditions } = retries ?? {};
  const statuses = conditions?.filter(condition => /^\d+$/.test(condition)) ?? [];
  const named = conditions?.filter(condition => !/^\d+$/.test(condition)) ?? ISTIO_CONDITIONS;
  // Envoy retries on listed statuses only where this condition stands beside them.
  const on = new Set(statuses.length > 0 ? [...named, 'retriable-status-codes'] : named);
  return { attempts, perTryMs, on: [...on].sort(), statuses: statuses.map(Number).sort() };
}

function retriesOf(retries: SimulationResult['retries']) {
  if (retries === 'none') return 'none';
  if (typeof retries !== 'object') {
    return { attempts: 2, on: ISTIO_CONDITIONS, statuses: [] };
  }
  const { attempts, perTryTimeout, on, statuses = [] } = retries;
  return {
    attempts,
    perTryMs: perTryTimeout === undefined ? undefined : durationMs(perTryTimeout),
    on: on.split(',').filter(Boolean).sort(),
    statuses: [...statuses].sort(),
  };
}

function mirrorOf(copies: SimulationResult['copies'] = []): Expected['mirror'] {
  if (copies.length === 0) return undefined;
  return {
    to: copies
      .map(({ destination }) => destination.fails ?? Object.keys(destination.pods).join('+'))
      .join(' '),
    percent: copies[0].percent,
  };
}

function outlierOf({ outlier }: SimulatedDestination): Record<string, number> | undefined {
  if (!outlier) return undefined;
  const { interval, baseEjection, enforcing5xx, enforcingGateway, ...numbers } = outlier;
  return {
    ...numbers,
    ...(interval !== undefined && { interval: durationMs(interval) }),
    ...(baseEjection !== undefined && { baseEjection: durationMs(baseEjection) }),
  };
}

function wantedLimit(limit: ExpectedLimit | undefined) {
  if (!limit) return [];
  const { burst, requests, perMs, enforced, owner } = limit;
  // Whether a caller that cannot prove its namespace is observed makes no difference to anybody.
  if (!enforced && owner === ANONYMOUS) return [];
  return [{ burst, requests, perMs, enforced }];
}

function limitOf(
  wanted: ExpectedLimit | undefined,
  buckets: readonly RateLimitBucket[] | undefined,
) {
  return realBuckets(buckets)
    .filter(({ enforced }) => enforced || wanted?.owner !== ANONYMOUS)
    .map(({ maxTokens, tokensPerFill, fillIntervalMs, enforced }) => ({
      burst: maxTokens,
      requests: tokensPerFill,
      perMs: fillIntervalMs,
      enforced,
    }));
}

/** Equal in depth; what is undefined counts as absent. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  for (const [key, value] of left) {
    if (!isSame(value, right.get(key))) return false;
    right.delete(key);
  }
  return [...right.values()].every(value => value === undefined);
}

/** JSON with sorted keys and without what is undefined. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'nothing'
  );
}
