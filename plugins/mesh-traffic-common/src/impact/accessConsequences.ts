import { callerName, formatRate, formatWindow, sentence } from '../explain/words';
import { EffectiveRule } from '../policy/effectiveRule';
import { CallerNumbers } from './CallerNumbers';
import { Consequence } from './Consequence';

/** How a table says that calls are not let through. */
export const REFUSED = 'refused (403)';

const ACCESS = {
  allowed: 'allowed',
  observed: 'allowed, counted',
  denied: REFUSED,
} as const;

/** What a change of access means to a caller. */
export function accessConsequences(
  caller: string,
  before: EffectiveRule,
  after: EffectiveRule,
  numbers: CallerNumbers,
): Consequence[] {
  if (before.access === after.access) return [];
  const who = callerName(caller);
  const rate = numbers.traffic?.requestsPerMinute;
  const seen = howMuch(numbers);
  const change = {
    aspect: 'access' as const,
    before: ACCESS[before.access],
    after: ACCESS[after.access],
  };
  if (after.access === 'denied') {
    return [
      {
        kind: 'cutOff',
        weight: rate === undefined && numbers.measured ? 60 : 100,
        sentence: sentence(`${who} can no longer call: every call is answered 403 (${seen}).`),
        phrase: `${caller === '*' ? 'others' : caller} may no longer call`,
        change,
        callsPerMinute: rate,
      },
    ];
  }
  if (after.access === 'observed') {
    return [
      {
        kind: 'access',
        weight: before.access === 'denied' ? 20 : 30,
        sentence: sentence(`${who} can call; the calls are counted as ones to refuse (${seen}).`),
        phrase: `${caller === '*' ? 'others' : caller} counted as denied`,
        change,
        callsPerMinute: rate,
      },
    ];
  }
  return [
    {
      kind: 'access',
      weight: before.access === 'denied' ? 22 : 12,
      sentence: sentence(`${who} may call.`),
      phrase: `${caller === '*' ? 'others' : caller} may call`,
      change,
      callsPerMinute: rate,
    },
  ];
}

function howMuch({ measured, traffic, windowSeconds }: CallerNumbers): string {
  const rate = traffic?.requestsPerMinute;
  if (rate !== undefined && rate > 0) return `${formatRate(rate)} now`;
  if (!measured || windowSeconds === undefined) return 'how many is not known';
  return `no call seen in the last ${formatWindow(windowSeconds)}`;
}
