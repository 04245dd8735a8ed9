import { CallerTraffic, TrafficNumbers } from 'backstage-plugin-mesh-traffic-common';
import { CallerCounts } from './countCalls';
import { histogramQuantile } from './histogramQuantile';

/** Rates and latencies out of counts over a span of time. */
export function trafficNumbers(counts: CallerCounts, seconds: number): TrafficNumbers {
  const perMinute = 60 / seconds;
  return withoutUndefined({
    requestsPerMinute: counts.requests * perMinute,
    failedPerMinute: counts.failed * perMinute,
    failedShare: failedShare(counts),
    turnedAwayPerMinute:
      counts.turnedAway === undefined ? undefined : counts.turnedAway * perMinute,
    p50Ms: histogramQuantile(0.5, counts.buckets),
    p95Ms: histogramQuantile(0.95, counts.buckets),
    p99Ms: histogramQuantile(0.99, counts.buckets),
  });
}

/** Undefined when no call was let through: there is no share of nothing. */
export function failedShare(counts: CallerCounts): number | undefined {
  const letThrough = counts.requests - (counts.turnedAway ?? 0);
  return letThrough > 0 ? Math.min(1, counts.failed / letThrough) : undefined;
}

/** Everything that is known of one calling namespace. */
export function callerTraffic(
  namespace: string,
  counts: CallerCounts,
  seconds: number,
): CallerTraffic {
  const perMinute = 60 / seconds;
  const known = [...counts.versions.values()].reduce((sum, calls) => sum + calls, 0);
  return withoutUndefined({
    namespace,
    ...trafficNumbers(counts, seconds),
    versions: byName(counts.versions).map(([version, calls]) => ({
      version,
      requestsPerMinute: calls * perMinute,
      share: calls / known,
      requests: calls,
    })),
    mutualTlsShare:
      counts.destinationCalls > 0 ? counts.mutualTlsCalls / counts.destinationCalls : undefined,
    workloads: largestFirst(counts.workloads).map(([workload, calls]) => ({
      workload,
      requestsPerMinute: calls * perMinute,
    })),
  });
}

function byName(sums: Map<string, number>): Array<[string, number]> {
  return [...sums].filter(([, calls]) => calls > 0).sort(([a], [b]) => a.localeCompare(b, 'en'));
}

function largestFirst(sums: Map<string, number>): Array<[string, number]> {
  return [...sums]
    .filter(([, calls]) => calls > 0)
    .sort(([nameA, a], [nameB, b]) => b - a || nameA.localeCompare(nameB, 'en'));
}

function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value)) {
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  }
  return value;
}
