import { CircuitBreaker } from '../policy/fields/circuitBreaker';
import { defined } from './defined';

/**
 * A caller's limits as Istio's `trafficPolicy`. It stands in subsets and in client namespaces only: at the top
 * of a DestinationRule of the service it would bind the service's own sidecar as well, per pod over all callers
 * (istio pilot/pkg/networking/core/cluster_builder.go).
 */
export function trafficPolicyOf(breaker: CircuitBreaker): Record<string, unknown> {
  const tcp = defined({
    maxConnections: breaker.maxConnections,
    connectTimeout: breaker.connectTimeout,
  });
  const http = defined({
    http1MaxPendingRequests: breaker.maxPendingRequests,
    http2MaxRequests: breaker.maxRequests,
    maxRequestsPerConnection: breaker.maxRequestsPerConnection,
    maxRetries: breaker.maxRetries,
    idleTimeout: breaker.idleTimeout,
  });
  const policy: Record<string, unknown> = {};
  const connectionPool = defined({ tcp, http });
  if (connectionPool) policy.connectionPool = connectionPool;
  const { outlierDetection: outlier } = breaker;
  if (outlier) {
    policy.outlierDetection =
      defined({
        consecutiveGatewayErrors: outlier.consecutiveGatewayErrors,
        consecutive5xxErrors: outlier.consecutive5xxErrors,
        interval: outlier.interval,
        baseEjectionTime: outlier.baseEjectionTime,
        maxEjectionPercent: outlier.maxEjectionPercent,
        minHealthPercent: outlier.minHealthPercent,
      }) ?? {};
  }
  return policy;
}
