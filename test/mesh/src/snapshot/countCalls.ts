import { bucketsOf, callsOf, LedgerSample } from '../model/CallLedger';
import { IstioLabels } from '../model/istioLabels';

/** Calls of one calling namespace to one service between two moments. */
export interface CallerCounts {
  /** Calls as the callers' sidecars saw them. */
  requests: number;
  /** Answered 0 or 5xx. */
  failed: number;
  /** 403 and 429, as the destination saw them; undefined when the destination saw nothing at all. */
  turnedAway?: number;
  /** Durations at the source, without what was turned away; not cumulative. */
  buckets: Float64Array;
  versions: Map<string, number>;
  workloads: Map<string, number>;
  destinationCalls: number;
  mutualTlsCalls: number;
}

const TURNED_AWAY = new Set(['403', '429']);
const UNKNOWN = 'unknown';

/**
 * Adds up what happened to a service, by calling namespace. Callers without a sidecar are in it as `unknown`,
 * by what the destination saw of them.
 *
 * @param labels - labels of each series of the samples
 * @param hosts - the service's host, and those that Flagger made for it
 * @param rolledOut - workloads that Flagger rolls out: their pods share the label `version`, so that the
 *   workload's name tells old and new apart
 */
export function countCalls(
  labels: readonly IstioLabels[],
  hosts: ReadonlySet<string>,
  rolledOut: ReadonlySet<string>,
  from: LedgerSample,
  to: LedgerSample,
): Map<string, CallerCounts> {
  const callers = new Map<string, CallerCounts>();
  for (let series = 0; series < labels.length; series += 1) {
    const label = labels[series];
    if (!hosts.has(label.destination_service)) continue;
    const calls = callsOf(to, series) - callsOf(from, series);
    const namespace = label.source_workload_namespace;
    const counts = callers.get(namespace) ?? emptyCounts();
    callers.set(namespace, counts);
    const atDestination = label.reporter === 'destination';
    if (atDestination) addDestination(counts, label, calls);
    if (!atDestination || namespace === UNKNOWN) {
      addSource(counts, label, calls, rolledOut);
      if (!TURNED_AWAY.has(label.response_code)) {
        const before = bucketsOf(from, series);
        bucketsOf(to, series).forEach((count, index) => {
          counts.buckets[index] += count - before[index];
        });
      }
    }
  }
  return callers;
}

function emptyCounts(): CallerCounts {
  return {
    requests: 0,
    failed: 0,
    buckets: bucketsOf({ unixSeconds: 0, values: new Float64Array(0) }, 0),
    versions: new Map(),
    workloads: new Map(),
    destinationCalls: 0,
    mutualTlsCalls: 0,
  };
}

function addSource(
  counts: CallerCounts,
  label: IstioLabels,
  calls: number,
  rolledOut: ReadonlySet<string>,
): void {
  counts.requests += calls;
  if (label.response_code === '0' || label.response_code.startsWith('5')) counts.failed += calls;
  add(counts.workloads, label.source_workload, calls);
  const { destination_workload: workload, destination_version: version } = label;
  if (rolledOut.has(workload)) add(counts.versions, workload, calls);
  else if (version !== UNKNOWN) add(counts.versions, version, calls);
}

function addDestination(counts: CallerCounts, label: IstioLabels, calls: number): void {
  const away = TURNED_AWAY.has(label.response_code) ? calls : 0;
  counts.turnedAway = (counts.turnedAway ?? 0) + away;
  counts.destinationCalls += calls;
  if (label.connection_security_policy === 'mutual_tls') counts.mutualTlsCalls += calls;
}

function add(sums: Map<string, number>, key: string, calls: number): void {
  sums.set(key, (sums.get(key) ?? 0) + calls);
}

/** The counts of all callers together. */
export function sumCounts(all: Iterable<CallerCounts>): CallerCounts {
  const sum = emptyCounts();
  for (const counts of all) {
    sum.requests += counts.requests;
    sum.failed += counts.failed;
    if (counts.turnedAway !== undefined) sum.turnedAway = (sum.turnedAway ?? 0) + counts.turnedAway;
    sum.destinationCalls += counts.destinationCalls;
    sum.mutualTlsCalls += counts.mutualTlsCalls;
    counts.buckets.forEach((count, index) => {
      sum.buckets[index] += count;
    });
    counts.versions.forEach((calls, version) => add(sum.versions, version, calls));
    counts.workloads.forEach((calls, workload) => add(sum.workloads, workload, calls));
  }
  return sum;
}
