import { normalizeDuration } from '../durations';
import type {
  ConnectionPool,
  OutlierDetection,
  PortTrafficPolicy,
  Subset,
  TrafficPolicy,
} from '../istioTypes';
import type { BreakerLimits, OutlierLimits } from '../types';

/**
 * The policy of a cluster: the subset's blocks replace the rule's, block by block; settings for the port replace all
 * blocks at once (istio pilot/pkg/networking/util, MergeSubsetTrafficPolicy).
 */
export function clusterPolicy(
  rule: TrafficPolicy | undefined,
  subset: Subset | undefined,
  port: number,
): PortTrafficPolicy & Pick<TrafficPolicy, 'retryBudget'> {
  const outer = forPort(rule, port);
  const inner = forPort(subset?.trafficPolicy, port);
  return {
    connectionPool: inner?.connectionPool ?? outer?.connectionPool,
    outlierDetection: inner?.outlierDetection ?? outer?.outlierDetection,
    tls: inner?.tls ?? outer?.tls,
    // Not among the settings of a port.
    retryBudget: subset?.trafficPolicy?.retryBudget ?? rule?.retryBudget,
  };
}

/** The policy of a rule for one port. */
export function forPort(
  policy: TrafficPolicy | undefined,
  port: number,
): PortTrafficPolicy | undefined {
  return policy?.portLevelSettings?.find(settings => settings.port?.number === port) ?? policy;
}

/** Every policy in a rule: its own, the subsets', and those for single ports. */
export function allPolicies({
  trafficPolicy,
  subsets = [],
}: {
  trafficPolicy?: TrafficPolicy;
  subsets?: readonly Subset[];
}): PortTrafficPolicy[] {
  return [trafficPolicy, ...subsets.map(subset => subset.trafficPolicy)].flatMap(policy =>
    policy ? [policy, ...(policy.portLevelSettings ?? [])] : [],
  );
}

// Envoy's defaults (envoy, api/envoy/config/cluster/v3/circuit_breaker.proto, RetryBudget).
const BUDGET_PERCENT = 20;
const BUDGET_AT_LEAST = 3;

/** Limits that a rule sets for a cluster; undefined when it sets none. A limit that is absent is unlimited. */
export function breakerLimits(
  pool: ConnectionPool | undefined,
  budget?: TrafficPolicy['retryBudget'],
): BreakerLimits | undefined {
  return withoutAbsent({
    maxConnections: pool?.tcp?.maxConnections || undefined,
    maxPendingRequests: pool?.http?.http1MaxPendingRequests || undefined,
    maxRequests: pool?.http?.http2MaxRequests || undefined,
    maxRetries: pool?.http?.maxRetries || undefined,
    retryBudget: budget && {
      percent: budget.percent ?? BUDGET_PERCENT,
      minConcurrency: budget.minRetryConcurrency ?? BUDGET_AT_LEAST,
    },
  });
}

/**
 * Envoy's outlier detection. `consecutiveErrors` is not read; setting the block at all lowers the panic threshold to
 * `minHealthPercent`, 0 by default (istio cluster_traffic_policy.go, applyOutlierDetection).
 */
export function outlierLimits(outlier: OutlierDetection | undefined): OutlierLimits | undefined {
  if (!outlier) {
    return undefined;
  }
  const enforcing = (limit: number | undefined) => limit && 100;
  return withoutAbsent({
    consecutive5xx: outlier.consecutive5xxErrors,
    consecutiveGateway: outlier.consecutiveGatewayErrors,
    consecutiveLocal: outlier.splitExternalLocalOriginErrors
      ? outlier.consecutiveLocalOriginFailures || undefined
      : undefined,
    interval: outlier.interval && normalizeDuration(outlier.interval),
    baseEjection: outlier.baseEjectionTime && normalizeDuration(outlier.baseEjectionTime),
    maxEjectionPercent: outlier.maxEjectionPercent || undefined,
    panicThreshold: outlier.minHealthPercent ?? 0,
    enforcing5xx: enforcing(outlier.consecutive5xxErrors),
    enforcingGateway: enforcing(outlier.consecutiveGatewayErrors),
  });
}

function withoutAbsent<T extends object>(value: T): T | undefined {
  const present = Object.entries(value).filter(entry => entry[1] !== undefined);
  return present.length > 0 ? (Object.fromEntries(present) as T) : undefined;
}
