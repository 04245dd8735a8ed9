import { dumpYaml } from '../../kubernetes/dumpYaml';
import { RateLimit } from '../../policy/fields/rateLimit';
import { OTHERS } from '../names';
import { callerAction, DESCRIPTOR_KEY } from './callerExpression';
import { LimitPlan } from './limitPlan';

/** Where the rate limit service is. */
interface RateLimitService {
  name: string;
  namespace: string;
  port: number;
}

/**
 * Envoy's rate limit filter that asks envoyproxy/ratelimit: one count for all pods. Calls pass while the
 * service does not answer.
 * Source: envoy api envoy/extensions/filters/http/ratelimit/v3/rate_limit.proto
 */
export function globalLimit(
  plan: LimitPlan,
  domain: string,
  trustDomain: string,
  service: RateLimitService,
): Record<string, unknown> {
  const host = `${service.name}.${service.namespace}.svc.cluster.local`;
  return {
    name: 'envoy.filters.http.ratelimit',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
      domain,
      failure_mode_deny: false,
      ...(plan.grpc && { rate_limited_as_resource_exhausted: true }),
      timeout: '0.25s',
      rate_limit_service: {
        transport_api_version: 'V3',
        grpc_service: {
          envoy_grpc: { cluster_name: `outbound|${service.port}||${host}`, authority: host },
        },
      },
      rate_limits: [{ actions: [callerAction(plan, trustDomain)] }],
    },
  };
}

/** The limits as the service reads them. Source: envoyproxy/ratelimit README, "Configuration". */
export function globalLimitConfig(plan: LimitPlan, domain: string): string {
  const descriptors = plan.callers.map(({ namespace, limit }) => descriptor(namespace, limit));
  if (plan.others) {
    descriptors.push(descriptor(plan.unlisted === 'each' ? undefined : OTHERS, plan.others));
  }
  return dumpYaml({ domain, descriptors });
}

function descriptor(
  namespace: string | undefined,
  limit: RateLimit | undefined,
): Record<string, unknown> {
  return {
    key: DESCRIPTOR_KEY,
    ...(namespace !== undefined && { value: namespace }),
    rate_limit: limit
      ? { unit: limit.per, requests_per_unit: limit.requests }
      : { unlimited: true },
    ...(limit?.mode === 'observe' && { shadow_mode: true }),
  };
}
