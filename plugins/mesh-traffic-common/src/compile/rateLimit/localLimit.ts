import { RateLimit } from '../../policy/fields/rateLimit';
import { OTHERS } from '../names';
import { callerAction, DESCRIPTOR_KEY } from './callerExpression';
import { LimitPlan } from './limitPlan';

const SECONDS = { second: 1, minute: 60, hour: 3600 };

/** More than a pod can answer in a second: a bucket that never runs dry. */
const UNLIMITED = {
  max_tokens: 1_000_000_000,
  tokens_per_fill: 1_000_000_000,
  fill_interval: '1s',
};

/** Namespaces that are remembered one by one; beyond it the bucket used longest ago starts full again. */
const MOST_DYNAMIC_CALLERS = 1000;

/** Marks calls that would have been refused, for the application and access logs; a forged mark is overwritten. */
export const OVER_LIMIT_HEADER = 'x-mesh-traffic-over-limit';

/**
 * Envoy's local rate limit filter: every pod counts for itself. The default bucket is always there, or Envoy
 * would not limit callers without a descriptor at all, and is used by nobody else.
 * Source: envoy api envoy/extensions/filters/http/local_ratelimit/v3/local_rate_limit.proto
 */
export function localLimit(plan: LimitPlan, trustDomain: string): Record<string, unknown> {
  const modes = new Set([...plan.callers.map(({ limit }) => limit?.mode), plan.others?.mode]);
  const enforced = modes.has('enforce');
  const othersObserved = enforced && plan.others?.mode === 'observe';
  const descriptors = plan.callers.map(({ namespace, limit }) =>
    descriptor(namespace, limit, enforced),
  );
  if (plan.others && plan.unlisted === 'each') {
    descriptors.push(descriptor(undefined, plan.others, enforced));
  } else if (plan.others && othersObserved) {
    descriptors.push(descriptor(OTHERS, plan.others, enforced));
  }
  return {
    name: 'envoy.filters.http.local_ratelimit',
    typed_config: {
      '@type':
        'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      stat_prefix: 'mesh_traffic_rate_limit',
      filter_enabled: percent('mesh_traffic_rate_limit_enabled', 100),
      filter_enforced: percent('mesh_traffic_rate_limit_enforced', enforced ? 100 : 0),
      ...(!enforced && { request_headers_to_add_when_not_enforced: [mark()] }),
      enable_x_ratelimit_headers: enforced ? 'DRAFT_VERSION_03' : 'OFF',
      token_bucket: othersObserved ? UNLIMITED : bucket(plan.others),
      always_consume_default_token_bucket: false,
      rate_limits: [{ actions: [callerAction(plan, trustDomain)] }],
      descriptors,
      ...(plan.unlisted === 'each' && { max_dynamic_descriptors: MOST_DYNAMIC_CALLERS }),
    },
  };
}

function descriptor(
  namespace: string | undefined,
  limit: RateLimit | undefined,
  enforced: boolean,
): Record<string, unknown> {
  const value = namespace === undefined ? {} : { value: namespace };
  return {
    entries: [{ key: DESCRIPTOR_KEY, ...value }],
    token_bucket: bucket(limit),
    ...(enforced && limit?.mode === 'observe' && { shadow_mode: true }),
  };
}

function bucket(limit: RateLimit | undefined): Record<string, unknown> {
  if (!limit) return UNLIMITED;
  return {
    max_tokens: limit.burst ?? limit.requests,
    tokens_per_fill: limit.requests,
    fill_interval: `${SECONDS[limit.per]}s`,
  };
}

function percent(runtimeKey: string, numerator: number): Record<string, unknown> {
  return { runtime_key: runtimeKey, default_value: { numerator, denominator: 'HUNDRED' } };
}

function mark(): Record<string, unknown> {
  return {
    header: { key: OVER_LIMIT_HEADER, value: 'true' },
    append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
  };
}
