import { RolloutTargets, ServiceRef } from 'backstage-plugin-mesh-traffic-common';
import { Matcher, selector } from './promql';

/** What the queries are about: one service, as seen by one Prometheus. */
export interface TrafficScope {
  service: ServiceRef;
  /** Present while Flagger rolls the service out. */
  rollout?: RolloutTargets;
  /** End of the host name of every service, for example `cluster.local`. */
  clusterDomain: string;
  /** Labels that every query selects besides. */
  matchers: Record<string, string>;
}

const REQUESTS = 'istio_requests_total';
const DURATION_BUCKETS = 'istio_request_duration_milliseconds_bucket';

const CODES = ['response_code', 'grpc_response_status'];

/** No answer at all, or a failure of the server. */
const FAILED_CODES = '0|5..';
/** Turned away by policy: no failure, and too fast to count as latency. */
const TURNED_AWAY_CODES = '403|429';

/**
 * How many calls the service received, in one answer for both reporters.
 *
 * `source`: each call that a client made, once, however often it was retried, failures inside the caller
 * included; the only side that knows which version was chosen. `destination` and `waypoint`: each attempt that
 * arrived; the only side that knows the caller's identity, mTLS and what was turned away, and the only
 * one that sees callers without a sidecar. Flagger's weight and phase come along.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export function callCounts(scope: TrafficScope, windowSeconds: number): string {
  const bySource = increaseBy(
    ['reporter', 'source_workload_namespace', 'source_workload']
      .concat(versionLabels(scope))
      .concat(CODES),
    [{ label: 'reporter', is: 'source' }],
  );
  const byDestination = increaseBy(
    ['reporter', 'source_workload_namespace', 'connection_security_policy', 'response_flags']
      .concat(CODES)
      .concat('denied_by'),
    [{ label: 'reporter', matches: 'destination|waypoint' }],
  );
  return [bySource, byDestination, ...flaggerState(scope)].join(' or ');

  function increaseBy(labels: string[], matchers: Matcher[]): string {
    const series = selector(REQUESTS, [...matchers, ...toService(scope)]);
    return `sum by (${labels.join(', ')}) (increase(${series}[${windowSeconds}s]))`;
  }
}

/** Histogram of what callers waited, without the calls that were turned away. */
export function latencyBuckets(scope: TrafficScope, windowSeconds: number): string {
  const series = selector(DURATION_BUCKETS, servedAtSource(scope));
  return `sum by (le, source_workload_namespace) (increase(${series}[${windowSeconds}s]))`;
}

/**
 * Calls per minute over time, by caller and version; those that failed and those that were turned away
 * tagged by the label `question`.
 */
export function callRates(scope: TrafficScope, rateSeconds: number): string {
  const rate = (matchers: Matcher[]) =>
    `rate(${selector(REQUESTS, [{ label: 'reporter', is: 'source' }, ...toService(scope), ...matchers])}[${rateSeconds}s])`;
  const failed = [
    rate([{ label: 'response_code', matches: FAILED_CODES }]),
    rate([
      { label: 'response_code', matchesNot: FAILED_CODES },
      { label: 'grpc_response_status', matchesNot: '0|' },
    ]),
  ].join(' or ');
  const turnedAway = rate([{ label: 'response_code', matches: TURNED_AWAY_CODES }]);
  return [
    tagged(
      'requests',
      `sum by (${['source_workload_namespace', ...versionLabels(scope)].join(', ')}) (${rate([])})`,
    ),
    tagged('failed', `sum by (source_workload_namespace) (${failed})`),
    tagged('turnedAway', `sum by (source_workload_namespace) (${turnedAway})`),
  ].join(' or ');
}

/** The p95 that each caller waited, over time, in milliseconds. */
export function latencyOverTime(scope: TrafficScope, rateSeconds: number): string {
  const series = selector(DURATION_BUCKETS, servedAtSource(scope));
  return `histogram_quantile(0.95, sum by (le, source_workload_namespace) (rate(${series}[${rateSeconds}s])))`;
}

/** Where Flagger stands. `flagger_canary_weight` is absent until the first release that Flagger sees. */
function flaggerState({ service, rollout, matchers }: TrafficScope): string[] {
  const inNamespace = [{ label: 'namespace', is: service.namespace }, ...extra(matchers)];
  const targets = rollout?.targets ?? [service.service];
  return [
    selector('flagger_canary_weight', [oneOf('workload', targets), ...inNamespace]),
    selector('flagger_canary_status', [oneOf('name', targets), ...inNamespace]),
  ];
}

function servedAtSource(scope: TrafficScope): Matcher[] {
  return [
    { label: 'reporter', is: 'source' },
    ...toService(scope),
    { label: 'response_code', matchesNot: TURNED_AWAY_CODES },
  ];
}

/**
 * By the full host name: where a caller's proxy knows no such subset (flag NC), Istio leaves the service's
 * namespace "unknown", and those failures would go unseen (istio/proxy, istio_stats.cc). A call carries the
 * host that it was routed to: while Flagger rolls out, that of a ring.
 */
function toService({ service, rollout, clusterDomain, matchers }: TrafficScope): Matcher[] {
  const hosts = [service.service, ...(rollout?.services ?? [])].map(
    name => `${name}.${service.namespace}.svc.${clusterDomain}`,
  );
  return [oneOf('destination_service', hosts), ...extra(matchers)];
}

/** What tells versions apart. */
function versionLabels({ rollout }: TrafficScope): string[] {
  return rollout ? ['destination_version', 'destination_workload'] : ['destination_version'];
}

function oneOf(label: string, values: readonly string[]): Matcher {
  return values.length === 1 ? { label, is: values[0] } : { label, isOneOf: values };
}

function extra(matchers: Record<string, string>): Matcher[] {
  return Object.entries(matchers).map(([label, is]) => ({ label, is }));
}

function tagged(question: string, perSecond: string): string {
  return `label_replace(${perSecond} * 60, "question", "${question}", "", "")`;
}
