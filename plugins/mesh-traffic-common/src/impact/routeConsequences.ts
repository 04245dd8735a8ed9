import { explainDestination } from '../explain/explainRule';
import { formatPlan } from '../explain/formatPlan';
import { callerName, formatNumber, formatRate, sentence } from '../explain/words';
import { deepEqual } from '../deepEqual';
import { EffectiveRule } from '../policy/effectiveRule';
import { CallerNumbers } from './CallerNumbers';
import { Consequence } from './Consequence';

/** Which calls of a caller move to another version, and how many that are. */
export function routeConsequences(
  caller: string,
  before: EffectiveRule,
  after: EffectiveRule,
  numbers: CallerNumbers,
): Consequence[] {
  const [old, now] = [withoutZeros(before.route), withoutZeros(after.route)];
  if (before.ring === after.ring && deepEqual(old, now)) return [];
  const who = callerName(caller);
  const rate = numbers.traffic?.requestsPerMinute;
  const change = {
    aspect: 'route' as const,
    before: explainDestination(before),
    after: explainDestination(after),
  };
  if (!now || after.ring !== undefined) {
    const text = `${who} goes from ${seenOr(before, numbers)} to ${explainDestination(after)}.`;
    const phrase = `${short(caller)} to ${after.ring ? `ring ${after.ring}` : 'all versions mixed'}`;
    return [
      { kind: 'moves', weight: 50, sentence: sentence(text), phrase, change, callsPerMinute: rate },
    ];
  }
  const from = old ?? observedPlan(numbers);
  const gaining = Object.keys(now)
    .map(version => ({ version, gain: now[version] - (from?.[version] ?? 0) }))
    .filter(({ gain }) => gain > 0);
  const moved = from && gaining.reduce((sum, { gain }) => sum + gain, 0);
  const movedRate = moved !== undefined && rate !== undefined ? (rate * moved) / 100 : undefined;
  const target =
    gaining.length > 0 ? gaining.map(({ version }) => version).join(' and ') : undefined;
  const shift = `${seenOr(before, numbers)} -> ${formatPlan(now)}`;
  const text =
    movedRate !== undefined && rate !== undefined && rate > 0 && target
      ? `${who}: ${formatNumber(movedRate)} of ${formatRate(rate)} move to ${target} (${shift}).`
      : `${who}: ${shift}${rate === 0 || (numbers.measured && rate === undefined) ? '; no calls now' : ''}.`;
  return [
    {
      kind: 'moves',
      weight: movedRate === undefined || movedRate > 0 ? 50 : 40,
      sentence: sentence(text),
      phrase: `${short(caller)} ${planPhrase(old, now)}`,
      change,
      callsPerMinute: movedRate,
    },
  ];
}

/** `canary 10 % -> 25 %`; `all to experimental`; `canary 5 %, stable 95 %` when it was not decided before. */
function planPhrase(old: Record<string, number> | undefined, now: Record<string, number>): string {
  const versions = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now)])];
  const changed = versions.filter(version => (old?.[version] ?? 0) !== (now[version] ?? 0));
  const [only] = Object.keys(now);
  const overlap = versions.some(version => (old?.[version] ?? 0) > 0 && (now[version] ?? 0) > 0);
  if (Object.keys(now).length === 1 && (!old || !overlap)) return `all to ${only}`;
  if (old && changed.length === 2) {
    // The smaller side is the one that people talk about: the canary, not the stable version.
    const [minor] = [...changed].sort(
      (a, b) => (old[a] ?? 0) + (now[a] ?? 0) - (old[b] ?? 0) - (now[b] ?? 0),
    );
    return `${minor} ${old[minor] ?? 0} % -> ${now[minor] ?? 0} %`;
  }
  return formatPlan(now);
}

function short(caller: string): string {
  return caller === '*' ? 'others' : caller;
}

function withoutZeros(
  route: Record<string, number> | undefined,
): Record<string, number> | undefined {
  return route && Object.fromEntries(Object.entries(route).filter(([, percent]) => percent > 0));
}

/** Percent by version as measured, for a service that nobody decided it for so far. */
function observedPlan({ traffic }: CallerNumbers): Record<string, number> | undefined {
  if (!traffic || traffic.versions.length === 0) return undefined;
  return Object.fromEntries(
    traffic.versions.map(({ version, share }) => [version, Math.round(share * 100)]),
  );
}

function seenOr(before: EffectiveRule, numbers: CallerNumbers): string {
  const observed = before.route || before.ring ? undefined : observedPlan(numbers);
  return explainDestination(before) + (observed ? ` (seen: ${formatPlan(observed)})` : '');
}
