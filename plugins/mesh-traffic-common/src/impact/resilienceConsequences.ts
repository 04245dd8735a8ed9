import { deepEqual } from '../deepEqual';
import { explainBreaker, explainRetries } from '../explain/explainRule';
import { callerName, formatNumber, sentence } from '../explain/words';
import { formatDuration } from '../kubernetes/duration';
import { EffectiveRule } from '../policy/effectiveRule';
import { CallerNumbers } from './CallerNumbers';
import { Consequence } from './Consequence';

/** Changes of timeout, retries and circuit breaker. */
export function resilienceConsequences(
  caller: string,
  before: EffectiveRule,
  after: EffectiveRule,
  numbers: CallerNumbers,
): Consequence[] {
  const who = callerName(caller);
  const short = caller === '*' ? 'others' : caller;
  const found: Consequence[] = [];
  const rule = (weight: number, text: string, phrase: string, change: Consequence['change']) =>
    found.push({
      kind: 'rule',
      weight,
      sentence: sentence(`${who}: ${text}.`),
      phrase: `${short} ${phrase}`,
      change,
    });
  if (before.timeoutMs !== after.timeoutMs) found.push(timeout(who, short, before, after, numbers));
  if (!deepEqual(before.retries, after.retries)) {
    const [was, now] = [before.retries, after.retries].map(retries =>
      retries ? explainRetries(retries) : "Istio's default (2 on connection errors)",
    );
    const counts = [before.retries, after.retries].map(retries => retries?.attempts ?? 2);
    const more = counts[1] > counts[0];
    const load = more ? `; a failing call becomes up to ${counts[1] + 1} calls` : '';
    rule(more ? 35 : 20, `retries: ${was} -> ${now}${load}`, `retries ${counts.join(' -> ')}`, {
      aspect: 'retries',
      before: `retries: ${was}`,
      after: `retries: ${now}`,
    });
  }
  if (!deepEqual(before.circuitBreaker, after.circuitBreaker)) {
    const breaker = after.circuitBreaker;
    rule(
      breaker ? 33 : 18,
      breaker
        ? `circuit breaker per calling pod: ${explainBreaker(breaker)}`
        : 'no circuit breaker any more',
      breaker ? 'circuit breaker' : 'without circuit breaker',
      {
        aspect: 'circuitBreaker',
        before: breakerText(before),
        after: breakerText(after),
      },
    );
  }
  return found;
}

function breakerText({ circuitBreaker }: EffectiveRule): string {
  return circuitBreaker ? `breaker: ${explainBreaker(circuitBreaker)}` : 'no breaker';
}

function timeout(
  who: string,
  short: string,
  before: EffectiveRule,
  after: EffectiveRule,
  { traffic }: CallerNumbers,
): Consequence {
  const [was, now] = [before.timeoutMs, after.timeoutMs].map(ms =>
    ms === undefined ? 'none' : formatDuration(ms),
  );
  const text = `${who}: timeout ${was} -> ${now}`;
  const phrase = `${short} timeout ${was} -> ${now}`;
  const change = { aspect: 'timeout' as const, before: `timeout ${was}`, after: `timeout ${now}` };
  const limit = after.timeoutMs;
  const slow = limit === undefined ? undefined : slowerThan(limit, traffic);
  if (slow) {
    return {
      kind: 'timesOut',
      weight: 80,
      sentence: sentence(`${text}; ${slow}.`),
      phrase,
      change,
    };
  }
  const p95 = traffic?.p95Ms;
  const known =
    limit !== undefined && p95 !== undefined ? `; p95 is ${formatNumber(p95)} ms now` : '';
  return { kind: 'rule', weight: 20, sentence: sentence(`${text}${known}.`), phrase, change };
}

/** Which part of the calls takes longer than a timeout today, as far as percentiles tell. */
function slowerThan(limitMs: number, traffic: CallerNumbers['traffic']): string | undefined {
  const steps: Array<[part: string, ms: number | undefined]> = [
    ['half of the calls take', traffic?.p50Ms],
    ['1 in 20 calls takes', traffic?.p95Ms],
    ['1 in 100 calls takes', traffic?.p99Ms],
  ];
  const found = steps.find(([, ms]) => ms !== undefined && ms > limitMs);
  return found && `${found[0]} longer now (${formatNumber(found[1] ?? 0)} ms) and would fail`;
}
