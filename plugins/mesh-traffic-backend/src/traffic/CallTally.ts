import { InstantSeries } from './PrometheusClient';

/** Calls of one calling namespace in the window, counted from both sides. Undefined: no such side. */
export interface CallTally {
  namespace: string;
  /** From the caller's side, or for callers without a sidecar from the service's. */
  requests?: number;
  failed: number;
  byVersion: Map<string, number>;
  byWorkload: Map<string, number>;
  /** From the service's side. */
  arrived?: number;
  turnedAway?: number;
  overMutualTls?: number;
}

/** Callers without a mesh identity. */
export const UNKNOWN = 'unknown';

/**
 * Adds up the answer of {@link callCounts} by calling namespace.
 *
 * @returns the tallies, and whether a 403 is known to come from an access rule or may be the application's
 */
export function tallyCalls(series: readonly InstantSeries[]): {
  tallies: CallTally[];
  denialsCertain: boolean;
} {
  const tallies = new Map<string, CallTally>();
  const hasDenialTag = series.some(({ labels }) => Boolean(labels.denied_by));
  let denialsCertain = true;

  const counted = series.flatMap(({ labels, value }) =>
    value !== undefined && labels.reporter ? [{ labels, value }] : [],
  );
  const measuredAtSource = new Set(
    counted
      .filter(({ labels }) => labels.reporter === 'source')
      .map(({ labels }) => callerOf(labels)),
  );
  for (const { labels, value } of counted) {
    const namespace = callerOf(labels);
    const tally = tallies.get(namespace) ?? empty(namespace);
    tallies.set(namespace, tally);
    if (labels.reporter === 'source') {
      addRequest(tally, labels, value);
    } else {
      if (!measuredAtSource.has(namespace)) addRequest(tally, labels, value);
      addArrival(tally, labels, value, hasDenialTag);
      if (labels.response_code === '403' && !hasDenialTag && value > 0) denialsCertain = false;
    }
  }
  return { tallies: [...tallies.values()], denialsCertain };
}

function empty(namespace: string): CallTally {
  return { namespace, failed: 0, byVersion: new Map(), byWorkload: new Map() };
}

function callerOf(labels: Record<string, string>): string {
  return labels.source_workload_namespace || UNKNOWN;
}

function addRequest(tally: CallTally, labels: Record<string, string>, value: number) {
  tally.requests = (tally.requests ?? 0) + value;
  if (isFailed(labels)) tally.failed += value;
  addTo(tally.byVersion, labels.destination_version, value);
  addTo(tally.byWorkload, labels.source_workload, value);
}

function addArrival(
  tally: CallTally,
  labels: Record<string, string>,
  value: number,
  hasDenialTag: boolean,
) {
  tally.arrived = (tally.arrived ?? 0) + value;
  tally.turnedAway = (tally.turnedAway ?? 0) + (isTurnedAway(labels, hasDenialTag) ? value : 0);
  tally.overMutualTls =
    (tally.overMutualTls ?? 0) + (labels.connection_security_policy === 'mutual_tls' ? value : 0);
}

function addTo(counts: Map<string, number>, name: string | undefined, value: number) {
  if (name && name !== UNKNOWN) counts.set(name, (counts.get(name) ?? 0) + value);
}

/** Nothing, 5xx, or a gRPC status other than OK. */
function isFailed({
  response_code: code,
  grpc_response_status: grpc,
}: Record<string, string>): boolean {
  return code === '0' || /^5..$/.test(code ?? '') || (Boolean(grpc) && grpc !== '0');
}

/** 429 with Envoy's flag RL; 403 by an access rule, as far as the mesh tags it. */
function isTurnedAway(labels: Record<string, string>, hasDenialTag: boolean): boolean {
  if (labels.response_code === '429') {
    return (labels.response_flags ?? '').split(',').includes('RL');
  }
  return labels.response_code === '403' && (!hasDenialTag || labels.denied_by === 'rbac');
}
