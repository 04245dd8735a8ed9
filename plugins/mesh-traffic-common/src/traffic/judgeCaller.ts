import { formatNumber, formatRate, formatShare, formatWindow } from '../explain/words';
import { CallerTraffic } from './snapshot';
import { PlanStage, Verdict, VerdictWord } from './verdict';
import { wilsonInterval } from './wilsonInterval';

/** What else decides a verdict. */
export interface JudgeOptions {
  /** Whether the policy names the caller. */
  listed: boolean;
  /** ISO 8601 time of the last merged change; only traffic since then counts. */
  lastChangeAt?: string;
  /** ISO 8601 time of measurement. */
  takenAt: string;
  /** Seconds that the numbers reach back. */
  windowSeconds: number;
  /** Why the caller's numbers or the policy could not be read, as a sentence. */
  unreadable?: string;
  /** The policy refuses the caller's calls. */
  denied?: boolean;
  /** The ring whose split Flagger decides. */
  ring?: string;
  /** Percentage points that a share may be off without being off plan. Default 1. */
  marginPoints?: number;
  /** Calls that a judgement needs. Default 100. */
  minimumCalls?: number;
  /** How long after a change its effect is waited for, in seconds. Default 900. */
  settleSeconds?: number;
}

/** How long a merged change may take to reach the proxies: Argo CD looks every three minutes, Flux less. */
const TRANSITION_SECONDS = 300;

/** The version whose share is furthest from the plan. */
interface Deviation {
  version: string;
  /** Shares, 0..1. */
  planned: number;
  seen: number;
  low: number;
  high: number;
}

/**
 * Is the policy doing what it says for one caller? Off plan takes three things: enough calls, a confidence
 * interval that excludes the plan, and a difference above the margin.
 *
 * @param plan - version to percent; undefined when no split is planned
 * @param caller - what was measured since the last change, with versions by the policy's names; undefined
 * when no calls were seen
 */
export function judgeCaller(
  plan: Record<string, number> | undefined,
  caller: CallerTraffic | undefined,
  options: JudgeOptions,
): Verdict {
  const age = secondsSinceChange(options);
  const recent = age !== undefined && age < (options.settleSeconds ?? 900);
  const stage: PlanStage = recent ? 'waitingForTraffic' : 'live';
  const verdict = (word: VerdictWord, reason: string, at: PlanStage = stage): Verdict => ({
    word,
    reason,
    stage: at,
  });

  if (options.unreadable !== undefined) return verdict('cannotTell', options.unreadable, 'live');
  const rate = caller?.requestsPerMinute;
  const calls = caller?.versions.reduce((sum, { requests }) => sum + requests, 0) ?? 0;
  if (!caller || (rate === undefined && calls === 0) || rate === 0) {
    const since =
      age === undefined || age > options.windowSeconds
        ? formatWindow(options.windowSeconds)
        : undefined;
    return verdict(
      'noTraffic',
      since ? `No calls in the last ${since}.` : `No calls since the change ${ago(age ?? 0)}.`,
    );
  }
  if (!options.listed) {
    const seen = rate === undefined ? '' : `: ${formatRate(rate)}`;
    return verdict(
      'notListed',
      `Calls without being listed${seen}. It gets what all other callers get.`,
      'live',
    );
  }
  if (options.denied) return judgeDenied(caller, verdict);
  if (!plan) {
    return options.ring === undefined
      ? verdict('asPlanned', 'No split is planned: calls go to the whole service.', 'live')
      : verdict('byFlagger', `Flagger decides the split of the ring ${options.ring}.`, 'live');
  }
  if (caller.versions.length === 0) {
    return verdict('cannotTell', 'The mesh does not report which version answered.', 'live');
  }
  return judgeSplit(plan, caller, calls, options, { age, recent });
}

function judgeSplit(
  plan: Record<string, number>,
  caller: CallerTraffic,
  calls: number,
  { marginPoints = 1, minimumCalls = 100, windowSeconds }: JudgeOptions,
  { age, recent }: { age?: number; recent: boolean },
): Verdict {
  if (calls < minimumCalls) {
    const reason = `${formatNumber(Math.round(calls))} calls so far, ${minimumCalls} are needed to judge.`;
    return { word: 'cannotTell', reason, stage: recent ? 'waitingForTraffic' : 'live' };
  }
  const worst = furthest(plan, caller, calls);
  const difference = Math.abs(worst.seen - worst.planned);
  const excluded = worst.planned < worst.low || worst.planned > worst.high;
  const margin = marginPoints / 100;
  const numbers = `${formatShare(worst.seen)} ${worst.version}, plan ${formatShare(worst.planned)}`;
  const sample = `${formatNumber(Math.round(calls))} calls`;
  if (!excluded || difference <= margin) {
    // On plan is on plan, however short ago the change was: its effect is there.
    const word = excluded && difference > margin / 2 ? 'slightlyOff' : 'asPlanned';
    return { word, reason: `${numbers} (${sample}).`, stage: 'live' };
  }
  if (age !== undefined && (recent || difference <= margin + transitionShare(age, windowSeconds))) {
    const reason = `Waiting for new traffic (merged ${ago(age)}): ${numbers}.`;
    return { word: 'cannotTell', reason, stage: 'waitingForTraffic' };
  }
  const chance = `${formatShare(worst.low)} to ${formatShare(worst.high)} by chance`;
  return { word: 'offPlan', reason: `${numbers} (${sample}; ${chance}).`, stage: 'live' };
}

/** The part of the window in which the old rules may still have held: so far off a share may be by that. */
function transitionShare(age: number, windowSeconds: number): number {
  const seconds = TRANSITION_SECONDS - Math.max(0, age - windowSeconds);
  return Math.min(1, Math.max(0, seconds / windowSeconds));
}

function furthest(
  plan: Record<string, number>,
  { versions }: CallerTraffic,
  calls: number,
): Deviation {
  const hits = new Map<string, number>();
  for (const { version, requests } of versions)
    hits.set(version, (hits.get(version) ?? 0) + requests);
  const names = [...new Set([...Object.keys(plan), ...hits.keys()])].sort();
  const deviations = names.map((version): Deviation => {
    const planned = (Object.hasOwn(plan, version) ? plan[version] : 0) / 100;
    const count = hits.get(version) ?? 0;
    return { version, planned, seen: count / calls, ...wilsonInterval(count, calls) };
  });
  // Of two versions that are off by the same, the smaller one is the one that people talk about.
  const off = ({ seen, planned }: Deviation) => Math.round(Math.abs(seen - planned) * 1e9);
  return deviations.reduce((worst, next) => {
    const more = off(next) - off(worst);
    return more > 0 || (more === 0 && smaller(next, worst)) ? next : worst;
  });
}

function smaller(next: Deviation, worst: Deviation): boolean {
  return next.planned > 0 && (worst.planned === 0 || next.planned < worst.planned);
}

function judgeDenied(
  caller: CallerTraffic,
  verdict: (word: VerdictWord, reason: string, at?: PlanStage) => Verdict,
): Verdict {
  const { requestsPerMinute: rate = 0, turnedAwayPerMinute: away } = caller;
  if (away === undefined)
    return verdict('cannotTell', 'How many calls are turned away is not measured.');
  const through = Math.max(0, rate - away);
  if (through > 0.01 * rate) {
    return verdict('offPlan', `${formatRate(through)} get through, plan is to refuse all.`);
  }
  return verdict(
    'asPlanned',
    `All calls are turned away, as planned: ${formatRate(away)}.`,
    'live',
  );
}

function secondsSinceChange({ lastChangeAt, takenAt }: JudgeOptions): number | undefined {
  if (lastChangeAt === undefined) return undefined;
  const seconds = (Date.parse(takenAt) - Date.parse(lastChangeAt)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function ago(seconds: number): string {
  return seconds < 60 ? 'just now' : `${formatWindow(Math.floor(seconds / 60) * 60)} ago`;
}
