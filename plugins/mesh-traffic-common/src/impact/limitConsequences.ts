import { deepEqual } from '../deepEqual';
import { explainLimit } from '../explain/explainRule';
import { callerName, formatNumber, formatRate, sentence } from '../explain/words';
import { EffectiveRule } from '../policy/effectiveRule';
import { RateLimit } from '../policy/fields/rateLimit';
import { CallerNumbers } from './CallerNumbers';
import { Consequence } from './Consequence';

/** How many pods count a limit each for itself; one for all with a global limit. Absent: not known. */
export type PodRange = { min: number; max: number } | undefined;

const PER_MINUTE: Record<RateLimit['per'], number> = { second: 60, minute: 1, hour: 1 / 60 };

/** A caller's busiest minute against its new limit. */
export function limitConsequences(
  caller: string,
  before: EffectiveRule,
  after: EffectiveRule,
  numbers: CallerNumbers,
  pods: PodRange,
): Consequence[] {
  if (deepEqual(before.rateLimit, after.rateLimit)) return [];
  const who = callerName(caller);
  const short = caller === '*' ? 'others' : caller;
  const limit = after.rateLimit;
  const [was, is] = [before.rateLimit, limit].map(rate =>
    rate ? `limit ${explainLimit(rate)}` : 'no limit',
  );
  const change = { aspect: 'rateLimit' as const, before: was, after: is };
  if (!limit) {
    const text = sentence(`${who}: no limit any more.`);
    return [{ kind: 'rule', weight: 10, sentence: text, phrase: `${short} without limit`, change }];
  }
  const now = `${formatNumber(limit.requests)}/${{ second: 's', minute: 'min', hour: 'h' }[limit.per]}`;
  const from = before.rateLimit ? `${formatNumber(before.rateLimit.requests)} -> ` : '';
  const phrase = `${short} limit ${from}${now}`;
  const shift = `${before.rateLimit ? `${explainLimit(before.rateLimit)} -> ` : ''}${explainLimit(limit, !pods)}`;
  const busiest = numbers.peakPerMinute ?? numbers.traffic?.requestsPerMinute;
  const head = `${who}: limit ${shift}`;
  if (busiest === undefined) {
    const known = numbers.measured ? 'no calls now' : 'how many calls it sends is not known';
    return [{ kind: 'rule', weight: 25, sentence: sentence(`${head}; ${known}.`), phrase, change }];
  }
  const perMinute = limit.requests * PER_MINUTE[limit.per];
  const lowest = perMinute * (pods?.min ?? 1);
  const highest = perMinute * (pods?.max ?? 1);
  const seen = `${formatRate(busiest)}${numbers.peakPerMinute === undefined ? '' : ' at its peak'}`;
  if (busiest <= lowest) {
    const text = sentence(`${head}; it sends ${seen}, within the limit.`);
    return [{ kind: 'rule', weight: 15, sentence: text, phrase, change, callsPerMinute: busiest }];
  }
  const verb = limit.mode === 'observe' ? 'would be' : 'are';
  const certain = pods !== undefined && busiest > highest;
  const above = certain
    ? formatNumber(busiest - highest)
    : `up to ${formatNumber(busiest - lowest)}`;
  return [
    {
      kind: 'limited',
      weight: limit.mode === 'observe' ? 28 : 90,
      sentence: sentence(`${head}; it sends ${seen}, so ${above}/min ${verb} answered 429.`),
      phrase,
      change,
      callsPerMinute: busiest - (certain ? highest : lowest),
    },
  ];
}
