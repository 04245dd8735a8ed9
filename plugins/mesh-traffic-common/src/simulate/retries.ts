import { normalizeDuration } from './durations';
import type { HttpRetry } from './istioTypes';
import type { SimulationResult } from './types';

/** Conditions of Istio's default policy: 2 extra tries (istio route/retry/retry.go). */
export const DEFAULT_RETRY_ON =
  'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

const DEFAULT_ATTEMPTS = 2;

/** A rule's retries as Istio hands them to Envoy (retry.go, ConvertPolicy). */
export function readRetries(retries: HttpRetry | undefined): SimulationResult['retries'] {
  if (!retries) {
    return "Istio's default";
  }
  const { attempts = 0, perTryTimeout, retryOn } = retries;
  if (attempts <= 0) {
    return 'none';
  }
  if (attempts === DEFAULT_ATTEMPTS && !retryOn && perTryTimeout === undefined) {
    return "Istio's default";
  }
  const { on, statuses } = retryOn ? readRetryOn(retryOn) : { on: DEFAULT_RETRY_ON, statuses: [] };
  return {
    attempts,
    ...(perTryTimeout === undefined ? {} : { perTryTimeout: normalizeDuration(perTryTimeout) }),
    on,
    ...(statuses.length > 0 ? { statuses } : {}),
  };
}

/** Status codes stand apart in Envoy and need `retriable-status-codes` among the conditions. */
function readRetryOn(retryOn: string): { on: string; statuses: number[] } {
  const parts = retryOn
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
  const statuses = parts.filter(part => /^\d+$/.test(part)).map(Number);
  const conditions = parts.filter(part => !/^\d+$/.test(part));
  let on = conditions.join(',');
  if (statuses.length > 0 && !on.includes('retriable-status-codes')) {
    on += ',retriable-status-codes';
  }
  return { on, statuses };
}
