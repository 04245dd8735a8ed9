import { Context, hostOf } from '../Context';
import { pinnedService } from '../destinations';
import { outcomesOf, speaksGrpc } from './outcomes';

/** Window of rules and alerts. */
export const RULE_WINDOW = '5m';

/** Who reports a call: its caller's sidecar or the service's. */
export type Reporter = 'source' | 'destination';

/**
 * Selects calls to the service, and to the hosts that Flagger and fixed versions put in its place. By the whole
 * host: it is the only label that also holds when the caller has no such cluster (istio extensions/stats).
 * Failures and versions are the source's to tell, once per call; refusals the destination's. Never both at once.
 */
export function selector(context: Context, reporter: Reporter, ...more: string[]): string {
  const { service, namespace, policy } = context;
  const { rollout, versions } = policy.spec;
  const hosts = [service];
  if (rollout) {
    for (const { workload } of Object.values(rollout.rings)) {
      hosts.push(workload.name, `${workload.name}-primary`, `${workload.name}-canary`);
    }
    for (const version of Object.keys(versions)) hosts.push(pinnedService(service, version));
  }
  const full = [...new Set(hosts)].sort().map(host => hostOf(host, namespace));
  const destination =
    full.length === 1
      ? `destination_service="${full[0]}"`
      : `destination_service=~"${full.map(host => host.replace(/\./g, '\\\\.')).join('|')}"`;
  return `{${[`reporter="${reporter}"`, destination, ...more].join(',')}}`;
}

const CALLER = 'source_workload_namespace';

/** Calls per second of each caller. */
export function requests(context: Context, window: string, reporter: Reporter = 'source'): string {
  return `sum by (${CALLER}) (rate(istio_requests_total${selector(context, reporter)}[${window}]))`;
}

/** Share of failed calls of each caller, 0 where none failed. */
export function failedShare(context: Context, window: string): string {
  if (speaksGrpc(context.policy.spec.service)) {
    return shareOutside(context, window, 'source', outcomesOf(context).good);
  }
  const bad = selector(context, 'source', 'response_code=~"0|5.."');
  const all = requests(context, window);
  return `(sum by (${CALLER}) (rate(istio_requests_total${bad}[${window}])) or 0 * ${all}) / ${all}`;
}

/** Share of calls that are not all of what the matchers ask for: one of them is enough to be outside. */
function shareOutside(
  context: Context,
  window: string,
  reporter: Reporter,
  matchers: string[],
): string {
  const inside = selector(context, reporter, ...matchers);
  const all = requests(context, window, reporter);
  return `1 - (sum by (${CALLER}) (rate(istio_requests_total${inside}[${window}])) or 0 * ${all}) / ${all}`;
}

/** p95 of each caller in milliseconds, without calls that policy turned away at once. */
export function latencyP95(context: Context, window: string): string {
  const answered = selector(context, 'source', ...outcomesOf(context).notTurnedAway);
  return `histogram_quantile(0.95, sum by (le, ${CALLER}) (rate(istio_request_duration_milliseconds_bucket${answered}[${window}])))`;
}

/** Share of each version, or ring's workload, in the calls of each caller. */
export function versionShare(context: Context, window: string): string {
  const label = context.policy.spec.rollout ? 'destination_workload' : 'destination_version';
  const known = selector(context, 'source', `${label}!="unknown"`);
  const rate = `rate(istio_requests_total${known}[${window}])`;
  return `sum by (${CALLER}, ${label}) (${rate}) / on (${CALLER}) group_left () sum by (${CALLER}) (${rate})`;
}

/** Share of calls turned away, as the service saw them. Without the denial tag also those of the application. */
export function turnedAwayShare(context: Context, window: string): string {
  const tagged = context.policy.spec.monitoring?.denialTags;
  if (!tagged && speaksGrpc(context.policy.spec.service)) {
    return shareOutside(context, window, 'destination', outcomesOf(context).notTurnedAway);
  }
  const away = tagged ? 'denied_by=~"rbac|rate_limit"' : 'response_code=~"403|429"';
  const all = requests(context, window, 'destination');
  return `(sum by (${CALLER}) (rate(istio_requests_total${selector(context, 'destination', away)}[${window}])) or 0 * ${all}) / ${all}`;
}
