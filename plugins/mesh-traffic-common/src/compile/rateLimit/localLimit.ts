import { RateLimit } from '../../policy/fields/rateLimit';
import { OTHERS } from '../names';
import { callerAction, DESCRIPTOR_KEY } from './callerExpression';
import { LimitPlan } from './limitPlan';

/** Seconds of the unit that a limit counts in. */
export const SECONDS_PER = { second: 1, minute: 60, hour: 3600 };

/** More than a pod can answer in an hour: a bucket that never runs dry. */
const UNLIMITED_TOKENS = 1_000_000_000;

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
  const unlimited = unlimitedBucket(othersObserved ? undefined : plan.others);
  const descriptors = plan.callers.map(({ namespace, limit }) =>
    descriptor(namespace, limit ? bucket(limit) : unlimited, enforced && limit?.mode === 'observe'),
  );
  if (plan.others && plan.unlisted === 'each') {
    descriptors.push(descriptor(undefined, bucket(plan.others), othersObserved));
  } else if (plan.others && othersObserved) {
    descriptors.push(descriptor(OTHERS, bucket(plan.others), true));
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
      token_bucket: plan.others && !othersObserved ? bucket(plan.others) : unlimited,
      always_consume_default_token_bucket: false,
      ...(plan.grpc && { rate_limited_as_resource_exhausted: true }),
      rate_limits: [{ actions: [callerAction(plan, trustDomain)] }],
      descriptors,
      ...(plan.unlisted === 'each' && { max_dynamic_descriptors: MOST_DYNAMIC_CALLERS }),
    },
  };
}

function descriptor(
  namespace: string | undefined,
  tokens: Bucket,
  shadow: boolean,
): Record<string, unknown> {
  const value = namespace === undefined ? {} : { value: namespace };
  return {
    entries: [{ key: DESCRIPTOR_KEY, ...value }],
    token_bucket: tokens,
    ...(shadow && { shadow_mode: true }),
  };
}

interface Bucket {
  max_tokens: number;
  tokens_per_fill: number;
  fill_interval: string;
}

function bucket(limit: RateLimit): Bucket {
  return {
    max_tokens: limit.burst ?? limit.requests,
    tokens_per_fill: limit.requests,
    fill_interval: `${SECONDS_PER[limit.per]}s`,
  };
}

/** Filled as often as the default bucket: older Envoys take multiples of its interval only. */
function unlimitedBucket(others: RateLimit | undefined): Bucket {
  return {
    max_tokens: UNLIMITED_TOKENS,
    tokens_per_fill: UNLIMITED_TOKENS,
    fill_interval: `${others ? SECONDS_PER[others.per] : 1}s`,
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
