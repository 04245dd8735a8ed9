import { formatList, formatWindow } from '../explain/words';
import { Impact } from '../impact/assessImpact';
import { RoutingPolicy } from '../policy/schema';
import { TrafficSnapshot } from '../traffic/snapshot';
import { Drift } from './ChangeReview';

const OTHER_OBJECTS =
  'Whether the cluster has other VirtualServices or DestinationRules for this service: Istio does not merge them with these.';

const GAPS = {
  callers: 'Who calls',
  versions: 'Which versions the calls reach',
  turnedAway: 'How many calls are turned away',
  latency: 'How long calls take',
  mutualTls: 'Which calls use mutual TLS',
  series: 'How traffic went over time, so the busiest minute',
  rollout: 'Where the rollout stands',
} as const;

/** What the unknowns follow from. */
interface Known {
  impact: Impact;
  after: RoutingPolicy;
  traffic: TrafficSnapshot | undefined;
  drift: readonly Drift[];
  /** The service had no policy. */
  isNew: boolean;
  /** The service's pods refuse calls without mutual TLS. */
  strict: boolean;
}

/** What a review cannot know about a change, one sentence each. */
export function unknownsOf({ impact, after, traffic, drift, isNew, strict }: Known): string[] {
  const changed = impact.callers.filter(({ consequences }) => consequences.length > 0);
  const beside = [...(isNew ? [OTHER_OBJECTS] : []), ...edited(drift)];
  if (changed.length === 0) return beside;
  const has = (kind: string) =>
    changed.some(({ consequences }) => consequences.some(found => found.kind === kind));
  return [
    ...measurement(traffic),
    ...(has('moves') ? [`Whether the pods of ${gainers(impact)} have room for these calls.`] : []),
    ...(has('moves') && traffic
      ? ['How often each version fails and how fast it is: the numbers are per caller.']
      : []),
    ...(retriesChange(impact) ? ['How often calls are retried today.'] : []),
    ...(breakersChange(impact) ? ['How many connections and calls are open at once today.'] : []),
    ...(after.spec.routes.length > 0
      ? ['How many calls each path or header gets: the numbers are per caller.']
      : []),
    ...(has('cutOff') || has('access')
      ? [
          strict
            ? 'Callers outside the mesh: they have no identity and are refused, whatever all other callers may do.'
            : 'Callers outside the mesh: they have no identity and count as all other callers.',
        ]
      : []),
    ...(after.spec.exposure.length === 0
      ? ['Calls through gateways: this policy does not govern them.']
      : []),
    ...beside,
  ];
}

function measurement(traffic: TrafficSnapshot | undefined): string[] {
  if (!traffic)
    return ['How many calls this touches: no numbers were read. That is not the same as none.'];
  return [
    `Calls that come more seldom than every ${formatWindow(traffic.windowSeconds)}, such as monthly jobs.`,
    ...(traffic.stale
      ? [`What happened since ${traffic.takenAt}: monitoring has not answered since.`]
      : []),
    ...traffic.gaps.map(({ what, reason }) => `${GAPS[what]}: ${reason.replace(/\.?$/, '.')}`),
    ...(traffic.truncated > 0
      ? [`${traffic.truncated} callers were left off to keep the answer small.`]
      : []),
  ];
}

function edited(drift: readonly Drift[]): string[] {
  const paths = drift
    .filter(({ status }) => status === 'edited')
    .map(({ path }) => path.split('/').pop() ?? path);
  if (paths.length === 0) return [];
  return [
    `What ${formatList(paths)} did until now: edited by hand, so "before" is what the policy says, not the files.`,
  ];
}

function gainers({ callers }: Impact): string {
  const names = callers.flatMap(({ before, after }) =>
    Object.entries(after.route ?? {})
      .filter(([version, percent]) => percent > (before.route?.[version] ?? 0))
      .map(([version]) => version),
  );
  return formatList([...new Set(names)].sort()) || 'the versions';
}

function retriesChange({ callers }: Impact): boolean {
  return callers.some(
    ({ before, after }) => (after.retries?.attempts ?? 2) !== (before.retries?.attempts ?? 2),
  );
}

function breakersChange({ callers }: Impact): boolean {
  return callers.some(
    ({ before, after }) =>
      after.circuitBreaker &&
      JSON.stringify(before.circuitBreaker) !== JSON.stringify(after.circuitBreaker),
  );
}
