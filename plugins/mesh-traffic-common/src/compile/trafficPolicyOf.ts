import { CircuitBreaker } from '../policy/fields/circuitBreaker';

/**
 * A caller's limits as Istio's `trafficPolicy`. It stands in subsets and in client namespaces only: at the top
 * of a DestinationRule of the service it would bind the service's own sidecar as well, per pod over all callers
 * (istio pilot/pkg/networking/core/cluster_builder.go).
 */
export function trafficPolicyOf(breaker: CircuitBreaker): Record<string, unknown> {
  const tcp = {
    ...(breaker.maxConnections !== undefined && { maxConnections: breaker.maxConnections }),
    ...(breaker.connectTimeout !== undefined && { connectTimeout: breaker.connectTimeout }),
  };
  const http = {
    ...(breaker.maxPendingRequests !== undefined && {
      http1MaxPendingRequests: breaker.maxPendingRequests,
    }),
    ...(breaker.maxRequests !== undefined && { http2MaxRequests: breaker.maxRequests }),
    ...(breaker.maxRequestsPerConnection !== undefined && {
      maxRequestsPerConnection: breaker.maxRequestsPerConnection,
    }),
    ...(breaker.maxRetries !== undefined && { maxRetries: breaker.maxRetries }),
    ...(breaker.idleTimeout !== undefined && { idleTimeout: breaker.idleTimeout }),
  };
  const pool = { ...(hasKeys(tcp) && { tcp }), ...(hasKeys(http) && { http }) };
  const { outlierDetection: outlier } = breaker;
  return {
    ...(hasKeys(pool) && { connectionPool: pool }),
    ...(outlier && {
      outlierDetection: {
        ...(outlier.consecutiveGatewayErrors !== undefined && {
          consecutiveGatewayErrors: outlier.consecutiveGatewayErrors,
        }),
        ...(outlier.consecutive5xxErrors !== undefined && {
          consecutive5xxErrors: outlier.consecutive5xxErrors,
        }),
        ...(outlier.interval !== undefined && { interval: outlier.interval }),
        ...(outlier.baseEjectionTime !== undefined && {
          baseEjectionTime: outlier.baseEjectionTime,
        }),
        ...(outlier.maxEjectionPercent !== undefined && {
          maxEjectionPercent: outlier.maxEjectionPercent,
        }),
        ...(outlier.minHealthPercent !== undefined && {
          minHealthPercent: outlier.minHealthPercent,
        }),
      },
    }),
  };
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0;
}
