import { durationMs } from './durationMs';
import type { ExpectedBreaker, ExpectedClient, ExpectedRetries } from './Expected';
import type { CircuitBreaker, PathRoute, Retries } from './policyTypes';
import type { OwnRule } from './ruleOf';

/**
 * How long and how often a call is tried and what limits it. A rule by path takes from the caller what it leaves
 * open; streams have no timeout, neither for the call nor for a try. Limits are always the caller's.
 */
export function clientSide(own: OwnRule, route: PathRoute | undefined): ExpectedClient {
  const timeout = route?.streaming ? undefined : (route?.timeout ?? own.timeout);
  const retries = route?.retries ?? own.retries;
  return {
    ...(timeout !== undefined && { timeoutMs: durationMs(timeout) }),
    ...(retries && {
      retries: expectedRetries(
        route?.streaming ? { ...retries, perTryTimeout: undefined } : retries,
      ),
    }),
    ...(own.circuitBreaker && { breaker: expectedBreaker(own.circuitBreaker) }),
  };
}

/** On a TCP port there are no single calls, only connections to limit. */
export function connectionSide({ circuitBreaker }: OwnRule): ExpectedClient {
  return circuitBreaker ? { breaker: expectedBreaker(circuitBreaker) } : {};
}

function expectedRetries({ attempts, perTryTimeout, retryOn }: Retries): ExpectedRetries {
  return {
    attempts,
    ...(perTryTimeout !== undefined && { perTryMs: durationMs(perTryTimeout) }),
    ...(retryOn && { conditions: [...new Set(retryOn)].sort() }),
  };
}

/** `maxEjectionPercent` and the like in the words of Envoy. */
function expectedBreaker(breaker: CircuitBreaker): ExpectedBreaker {
  const { maxConnections, maxPendingRequests, maxRequests, maxRetries } = breaker;
  const { maxRequestsPerConnection, connectTimeout, idleTimeout } = breaker;
  const { outlierDetection: outlier } = breaker;
  return {
    limits: given({ maxConnections, maxPendingRequests, maxRequests, maxRetries }),
    connection: given({
      maxRequestsPerConnection,
      connectTimeout: msOf(connectTimeout),
      idleTimeout: msOf(idleTimeout),
    }),
    ...(outlier && {
      outlier: given({
        consecutive5xx: outlier.consecutive5xxErrors,
        consecutiveGateway: outlier.consecutiveGatewayErrors,
        interval: msOf(outlier.interval),
        baseEjection: msOf(outlier.baseEjectionTime),
        maxEjectionPercent: outlier.maxEjectionPercent,
        panicThreshold: outlier.minHealthPercent ?? 0,
      }),
    }),
  };
}

function msOf(length: string | undefined): number | undefined {
  return length === undefined ? undefined : durationMs(length);
}

function given(fields: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}
