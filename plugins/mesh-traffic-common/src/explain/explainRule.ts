import { formatDuration } from '../kubernetes/duration';
import { EffectiveRule } from '../policy/effectiveRule';
import { CircuitBreaker } from '../policy/fields/circuitBreaker';
import { RateLimit } from '../policy/fields/rateLimit';
import { Retries } from '../policy/fields/retries';
import { formatPlan } from './formatPlan';
import { formatNumber } from './words';

/** Says what a rule means for the calls of one caller, a short sentence per aspect. */
export function explainRule(rule: EffectiveRule): string[] {
  return [
    explainAccess(rule),
    `Calls go to ${explainDestination(rule)}.`,
    rule.timeoutMs !== undefined && `A call is given up after ${formatDuration(rule.timeoutMs)}.`,
    rule.retries && `A failed call is retried: ${explainRetries(rule.retries)}.`,
    rule.circuitBreaker && `Circuit breaker: ${explainBreaker(rule.circuitBreaker)}.`,
    rule.rateLimit && `Limit: ${explainLimit(rule.rateLimit)}.`,
  ].filter(text => typeof text === 'string');
}

function explainAccess({ access }: EffectiveRule): string {
  if (access === 'denied') return 'Calls are refused (403).';
  return access === 'observed'
    ? 'Calls are let through, and counted as ones to refuse.'
    : 'Calls are allowed.';
}

/** `90 % stable, 10 % canary`, `the ring prod` or `all versions mixed` */
export function explainDestination({ route, ring }: EffectiveRule): string {
  if (ring !== undefined) return `the ring ${ring}`;
  return route ? formatPlan(route) : 'all versions mixed';
}

/** `up to 5 times, 2s each, on 5xx or reset` */
export function explainRetries({ attempts, perTryTimeout, retryOn }: Retries): string {
  if (attempts === 0) return 'never';
  const each = perTryTimeout === undefined ? '' : `, ${perTryTimeout} each`;
  const on = retryOn ? `, on ${retryOn.join(' or ')}` : '';
  return `up to ${attempts} ${attempts === 1 ? 'time' : 'times'}${each}${on}`;
}

/** `1,000 per minute`, `1,000 per minute and pod, only counted` */
export function explainLimit({ requests, per, mode }: RateLimit, perPod = false): string {
  const pod = perPod ? ' and pod' : '';
  return `${formatNumber(requests)} per ${per}${pod}${mode === 'observe' ? ', only counted' : ''}`;
}

/** `500 connections, 200 waiting, 5 errors eject a pod` */
export function explainBreaker(breaker: CircuitBreaker): string {
  const { maxConnections, maxPendingRequests, maxRequests, outlierDetection } = breaker;
  const parts = [
    maxConnections !== undefined && `${maxConnections} connections`,
    maxPendingRequests !== undefined && `${maxPendingRequests} waiting`,
    maxRequests !== undefined && `${maxRequests} calls at once`,
    outlierDetection &&
      `${outlierDetection.consecutive5xxErrors ?? outlierDetection.consecutiveGatewayErrors ?? 5} errors in a row eject a pod`,
  ].filter(text => typeof text === 'string');
  return parts.join(', ') || 'limits on retries and connections';
}
