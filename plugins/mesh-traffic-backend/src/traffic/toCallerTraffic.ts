import { CallerTraffic, TrafficNumbers } from 'backstage-plugin-mesh-traffic-common';
import { CallTally, UNKNOWN } from './CallTally';
import { Bucket, histogramQuantile } from './histogramQuantile';
import { InstantSeries } from './PrometheusClient';

const MAX_WORKLOADS = 20;

/** The histograms of the answer of {@link latencyBuckets}, by calling namespace. */
export function readHistograms(series: readonly InstantSeries[]): Map<string, Bucket[]> {
  const histograms = new Map<string, Bucket[]>();
  for (const { labels, value } of series) {
    const le = labels.le === '+Inf' ? Infinity : Number(labels.le);
    if (value === undefined || Number.isNaN(le)) continue;
    const namespace = labels.source_workload_namespace || UNKNOWN;
    histograms.set(namespace, [...(histograms.get(namespace) ?? []), { le, count: value }]);
  }
  return histograms;
}

/** One caller's numbers. */
export function toCallerTraffic(
  tally: CallTally,
  histogram: readonly Bucket[] | undefined,
  windowSeconds: number,
): CallerTraffic {
  const perMinute = (count: number) => (count * 60) / windowSeconds;
  const known = sum(tally.byVersion.values());
  const versions = [...tally.byVersion]
    .filter(([, requests]) => requests > 0)
    .map(([version, requests]) => ({
      version,
      requestsPerMinute: perMinute(requests),
      share: requests / known,
      requests,
    }))
    .sort((a, b) => a.version.localeCompare(b.version, 'en'));
  const workloads = [...tally.byWorkload]
    .filter(([, requests]) => requests > 0)
    .map(([workload, requests]) => ({ workload, requestsPerMinute: perMinute(requests) }))
    .sort((a, b) => b.requestsPerMinute - a.requestsPerMinute)
    .slice(0, MAX_WORKLOADS);
  return {
    namespace: tally.namespace,
    ...toNumbers([tally], histogram ?? [], windowSeconds),
    versions,
    ...(workloads.length > 0 && { workloads }),
    ...(tally.arrived && { mutualTlsShare: (tally.overMutualTls ?? 0) / tally.arrived }),
  };
}

/** The numbers of several callers together. */
export function toNumbers(
  tallies: readonly CallTally[],
  histogram: readonly Bucket[],
  windowSeconds: number,
): TrafficNumbers {
  const requests = total(tallies, tally => tally.requests);
  if (requests === undefined) return {};
  const perMinute = (count: number) => (count * 60) / windowSeconds;
  const failed = sum(tallies.map(tally => tally.failed));
  const turnedAway = total(tallies, tally => tally.turnedAway);
  const served = requests - (turnedAway ?? 0);
  return definedOnly({
    requestsPerMinute: perMinute(requests),
    failedPerMinute: perMinute(failed),
    failedShare: served > 0 ? Math.min(1, failed / served) : undefined,
    turnedAwayPerMinute: turnedAway === undefined ? undefined : perMinute(turnedAway),
    p50Ms: histogramQuantile(0.5, histogram),
    p95Ms: histogramQuantile(0.95, histogram),
    p99Ms: histogramQuantile(0.99, histogram),
  });
}

/** The histograms of all callers as one. */
export function mergeHistograms(histograms: Iterable<readonly Bucket[]>): Bucket[] {
  const counts = new Map<number, number>();
  for (const histogram of histograms) {
    for (const { le, count } of histogram) counts.set(le, (counts.get(le) ?? 0) + count);
  }
  return [...counts].map(([le, count]) => ({ le, count }));
}

function total(
  tallies: readonly CallTally[],
  read: (tally: CallTally) => number | undefined,
): number | undefined {
  const values = tallies.map(read).filter(value => value !== undefined);
  return values.length > 0 ? sum(values) : undefined;
}

function sum(values: Iterable<number>): number {
  let result = 0;
  for (const value of values) result += value;
  return result;
}

function definedOnly(numbers: TrafficNumbers): TrafficNumbers {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined));
}
