import { DURATIONS } from './names';
import { Random } from './Random';

export type Fields = Record<string, unknown>;

const CONDITIONS = ['5xx', 'gateway-error', 'reset', 'connect-failure', 'refused-stream', '503'];

/** Leaves out what is undefined. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Weights that add up to 100, zeros among them. */
export function randomRoute(random: Random, versions: readonly string[]): Record<string, number> {
  const chosen = random.some(versions, 1, 3);
  let left = 100;
  return Object.fromEntries(
    chosen.map((version, index) => {
      const weight = index === chosen.length - 1 ? left : random.int(0, left);
      left -= weight;
      return [version, weight];
    }),
  );
}

export function randomRetries(random: Random): Fields {
  const attempts = random.int(0, 4);
  if (attempts === 0) return { attempts };
  return present({
    attempts,
    perTryTimeout: random.maybe(0.3, () => random.pick(DURATIONS)),
    retryOn: random.maybe(0.5, () => random.some(CONDITIONS, 1, 3)),
  });
}

export function randomBreaker(random: Random): Fields {
  const limits = present({
    maxConnections: random.maybe(0.7, () => random.int(1, 500)),
    maxPendingRequests: random.maybe(0.3, () => random.int(1, 500)),
    maxRequests: random.maybe(0.4, () => random.int(1, 500)),
    maxRequestsPerConnection: random.maybe(0.1, () => random.int(1, 50)),
    maxRetries: random.maybe(0.2, () => random.int(1, 20)),
    connectTimeout: random.maybe(0.1, () => random.pick(DURATIONS)),
    idleTimeout: random.maybe(0.1, () => random.pick(DURATIONS)),
    outlierDetection: random.maybe(0.3, () => randomOutlier(random)),
  });
  return Object.keys(limits).length > 0 ? limits : { maxConnections: 1 };
}

function randomOutlier(random: Random): Fields {
  return present({
    consecutive5xxErrors: random.maybe(0.6, () => random.int(1, 20)),
    consecutiveGatewayErrors: random.maybe(0.3, () => random.int(1, 20)),
    interval: random.maybe(0.4, () => random.pick(DURATIONS)),
    baseEjectionTime: random.maybe(0.4, () => random.pick(DURATIONS)),
    maxEjectionPercent: random.maybe(0.5, () => random.int(1, 100)),
    minHealthPercent: random.maybe(0.3, () => random.int(0, 100)),
  });
}

/** @param withBurst - false for global limits, which know none */
export function randomLimit(random: Random, withBurst: boolean): Fields {
  return present({
    requests: random.int(1, 5000),
    per: random.maybe(0.7, () => random.pick(['second', 'minute', 'hour'])),
    burst: withBurst ? random.maybe(0.3, () => random.int(1, 5000)) : undefined,
    mode: random.maybe(0.8, () => random.pick(['observe', 'enforce'])),
  });
}
