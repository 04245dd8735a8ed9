import { ServiceRef } from '../api/refs';

/**
 * Numbers of one stream of calls. A field that was not measured is absent: missing is never zero.
 * Shares are 0..1, rates are per minute, latencies in milliseconds.
 */
export interface TrafficNumbers {
  requestsPerMinute?: number;
  /** Answered 0 (nothing), 5xx or with a gRPC error; calls turned away by the mesh are not in here. */
  failedPerMinute?: number;
  /** failed / (requests - turned away); absent without requests. */
  failedShare?: number;
  /** Refused by policy in the mesh: 403 by access rules, 429 by rate limits. */
  turnedAwayPerMinute?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
}

/** Traffic that reached one version (`destination_version`, or a Flagger workload) in the window. */
export interface VersionTraffic {
  version: string;
  requestsPerMinute: number;
  /** Share of the caller's calls whose version is known, 0..1. */
  share: number;
  /** Calls counted in the window (an estimate by `increase`), for confidence intervals. */
  requests: number;
}

/** One workload behind a calling namespace. */
export interface CallerWorkload {
  workload: string;
  requestsPerMinute: number;
}

/** What a calling namespace sent to the service, as its own sidecars saw it. */
export interface CallerTraffic extends TrafficNumbers {
  /** Kubernetes namespace of the caller; `unknown` for callers without a mesh identity. */
  namespace: string;
  versions: VersionTraffic[];
  /** Share of calls with mutual TLS as the destination saw it, 0..1. */
  mutualTlsShare?: number;
  workloads?: CallerWorkload[];
}

/** One line of a chart. `points` are `[unix seconds, value]`; a gap is `[unix seconds]`, also in JSON. */
export interface TrafficSeries {
  /** Labels that tell this line from its neighbours, for example `{caller: 'prod'}`. */
  labels: Record<string, string>;
  points: Array<[seconds: number, value?: number]>;
}

/** The panels of the Traffic tab, in the order in which they are shown. */
export type TrafficPanelId = 'requests' | 'failed' | 'latencyP95' | 'versions';

export interface TrafficPanel {
  id: TrafficPanelId;
  unit: 'perMinute' | 'share' | 'ms';
  series: TrafficSeries[];
}

/** A measurement that could not be had; said to the person, never hidden. */
export interface TrafficGap {
  what: 'callers' | 'versions' | 'turnedAway' | 'latency' | 'mutualTls' | 'series' | 'rollout';
  reason: string;
}

/** Where Flagger stands, from its own metrics. */
export interface RolloutTraffic {
  /** Name of the Canary's target (Flagger's metrics call it `name`). */
  target: string;
  /** Percent of traffic on the canary, 0..100; absent before the first release that Flagger saw. */
  canaryWeight?: number;
  phase?: 'progressing' | 'failed' | 'idle';
}

/** What the mesh measured for one service, at one moment over one window. */
export interface TrafficSnapshot {
  service: ServiceRef;
  /** Where the numbers come from, in words for the page: `Prometheus`, `built-in mesh`. */
  source: string;
  /** ISO 8601 time of measurement. */
  takenAt: string;
  windowSeconds: number;
  /** Seconds between the points of the panels. */
  stepSeconds: number;
  totals: TrafficNumbers;
  callers: CallerTraffic[];
  panels: TrafficPanel[];
  rollouts: RolloutTraffic[];
  /** True when the source did not answer and this is an older answer. */
  stale: boolean;
  gaps: TrafficGap[];
  /** How many series or callers were left off to keep the answer small; 0 when nothing was. */
  truncated: number;
}
