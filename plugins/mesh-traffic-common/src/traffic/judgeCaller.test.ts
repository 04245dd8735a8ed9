import { judgeCaller, JudgeOptions } from './judgeCaller';
import { CallerTraffic } from './snapshot';

const TAKEN_AT = '2027-01-15T14:05:30Z';
const options: JudgeOptions = { listed: true, takenAt: TAKEN_AT, windowSeconds: 300 };

function calls(requests: Record<string, number>, rest: Partial<CallerTraffic> = {}): CallerTraffic {
  const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
  return {
    namespace: 'staging',
    requestsPerMinute: total / 5,
    versions: Object.entries(requests).map(([version, count]) => ({
      version,
      requests: count,
      share: count / total,
      requestsPerMinute: count / 5,
    })),
    ...rest,
  };
}

const minutesAgo = (minutes: number) =>
  new Date(Date.parse(TAKEN_AT) - minutes * 60_000).toISOString();

describe('the split against the plan', () => {
  const canary = { stable: 75, canary: 25 };
  it.each<
    [
      name: string,
      plan: Record<string, number>,
      seen: Record<string, number>,
      word: string,
      reason: RegExp,
    ]
  >([
    [
      'exactly',
      canary,
      { stable: 900, canary: 300 },
      'asPlanned',
      /^25 % canary, plan 25 % \(1,200 calls\)\.$/,
    ],
    ['by chance', canary, { stable: 920, canary: 280 }, 'asPlanned', /^23 % canary, plan 25 %/],
    [
      'off',
      canary,
      { stable: 1152, canary: 48 },
      'offPlan',
      /^4 % canary, plan 25 % \(1,200 calls; 2\.6 % to 6\.1 % by chance\)\.$/,
    ],
    [
      'off with few calls',
      canary,
      { stable: 48, canary: 2 },
      'cannotTell',
      /^50 calls so far, 100 are needed/,
    ],
    [
      'off with enough calls',
      canary,
      { stable: 100, canary: 2 },
      'offPlan',
      /^2 % canary, plan 25 %/,
    ],
    [
      'far off, but few calls and wide',
      canary,
      { stable: 65, canary: 35 },
      'asPlanned',
      /^35 % canary/,
    ],
    [
      'a little, with a million calls',
      canary,
      { stable: 757_000, canary: 243_000 },
      'slightlyOff',
      /^24 % canary, plan 25 %/,
    ],
    [
      'hardly, with a million calls',
      canary,
      { stable: 753_000, canary: 247_000 },
      'asPlanned',
      /canary/,
    ],
    [
      'one percent that nobody gets',
      { stable: 99, canary: 1 },
      { stable: 100_000 },
      'slightlyOff',
      /^0 % canary, plan 1 %/,
    ],
    [
      'five percent that nobody gets',
      { stable: 95, canary: 5 },
      { stable: 10_000 },
      'offPlan',
      /^0 % canary, plan 5 %/,
    ],
    [
      'a version that is not planned',
      { stable: 100 },
      { stable: 900, canary: 100 },
      'offPlan',
      /^90 % stable, plan 100 %/,
    ],
    [
      'another version than planned',
      { experimental: 100 },
      { stable: 500 },
      'offPlan',
      /^0 % experimental, plan 100 %/,
    ],
    [
      'a version of three',
      { a: 50, b: 30, c: 20 },
      { a: 500, b: 200, c: 300 },
      'offPlan',
      /^30 % c, plan 20 %/,
    ],
    [
      'a version called like what objects inherit',
      { constructor: 100 },
      { constructor: 500 },
      'asPlanned',
      /^100 % constructor/,
    ],
  ])('%s', (_name, plan, seen, word, reason) => {
    const verdict = judgeCaller(plan, calls(seen), options);
    expect(verdict).toMatchObject({ word, stage: 'live' });
    expect(verdict.reason).toMatch(reason);
  });
});

describe('after a change', () => {
  const off = calls({ stable: 1080, canary: 120 });
  const plan = { stable: 75, canary: 25 };
  it.each<
    [
      name: string,
      traffic: CallerTraffic | undefined,
      minutes: number,
      windowSeconds: number,
      word: string,
      stage: string,
      reason: RegExp,
    ]
  >([
    [
      'old traffic is waited out',
      off,
      3,
      180,
      'cannotTell',
      'waitingForTraffic',
      /^Waiting for new traffic \(merged 3 min ago\): 10 % canary, plan 25 %\.$/,
    ],
    [
      'new traffic ends the waiting',
      calls({ stable: 900, canary: 300 }),
      3,
      180,
      'asPlanned',
      'live',
      /^25 % canary/,
    ],
    [
      'too few calls are waited out',
      calls({ stable: 20 }),
      1,
      60,
      'cannotTell',
      'waitingForTraffic',
      /^20 calls so far/,
    ],
    [
      'no calls are waited out',
      undefined,
      3,
      180,
      'noTraffic',
      'waitingForTraffic',
      /^No calls since the change 3 min ago\.$/,
    ],
    [
      'a slow rollout of the change is waited out',
      off,
      12,
      300,
      'cannotTell',
      'waitingForTraffic',
      /merged 12 min ago/,
    ],
    ['what stays off is off', off, 24, 300, 'offPlan', 'live', /^10 % canary, plan 25 %/],
    [
      'a window that reaches into the change may hold old traffic',
      off,
      24,
      1440,
      'cannotTell',
      'waitingForTraffic',
      /merged 24 min ago/,
    ],
    [
      'but not so much',
      calls({ stable: 1200 }),
      24,
      1440,
      'offPlan',
      'live',
      /^0 % canary, plan 25 %/,
    ],
  ])('%s', (_name, traffic, minutes, windowSeconds, word, stage, reason) => {
    const verdict = judgeCaller(plan, traffic, {
      ...options,
      lastChangeAt: minutesAgo(minutes),
      windowSeconds,
    });
    expect(verdict).toMatchObject({ word, stage });
    expect(verdict.reason).toMatch(reason);
  });
});

describe('everything else', () => {
  it.each<
    [
      name: string,
      plan: Record<string, number> | undefined,
      traffic: CallerTraffic | undefined,
      rest: Partial<JudgeOptions>,
      word: string,
      reason: string,
    ]
  >([
    ['no calls', { stable: 100 }, undefined, {}, 'noTraffic', 'No calls in the last 5 min.'],
    [
      'zero calls',
      { stable: 100 },
      calls({}, { requestsPerMinute: 0 }),
      {},
      'noTraffic',
      'No calls in the last 5 min.',
    ],
    [
      'monitoring down',
      { stable: 100 },
      undefined,
      { unreadable: 'No numbers since 02:14.' },
      'cannotTell',
      'No numbers since 02:14.',
    ],
    [
      'not listed',
      { stable: 100 },
      calls({ stable: 325 }),
      { listed: false },
      'notListed',
      'Calls without being listed: 65 calls/min. It gets what all other callers get.',
    ],
    [
      'no versions planned',
      undefined,
      calls({ stable: 325 }),
      {},
      'asPlanned',
      'No split is planned: calls go to the whole service.',
    ],
    [
      'a ring',
      undefined,
      calls({ stable: 325 }),
      { ring: 'prod' },
      'byFlagger',
      'Flagger decides the split of the ring prod.',
    ],
    [
      'no versions measured',
      { stable: 100 },
      calls({}, { requestsPerMinute: 5 }),
      {},
      'cannotTell',
      'The mesh does not report which version answered.',
    ],
    [
      'refused',
      undefined,
      calls({ stable: 325 }, { turnedAwayPerMinute: 65 }),
      { denied: true },
      'asPlanned',
      'All calls are turned away, as planned: 65 calls/min.',
    ],
    [
      'not refused',
      undefined,
      calls({ stable: 325 }, { turnedAwayPerMinute: 0 }),
      { denied: true },
      'offPlan',
      '65 calls/min get through, plan is to refuse all.',
    ],
    [
      'refused, not measured',
      undefined,
      calls({ stable: 325 }),
      { denied: true },
      'cannotTell',
      'How many calls are turned away is not measured.',
    ],
  ])('%s', (_name, plan, traffic, rest, word, reason) =>
    expect(judgeCaller(plan, traffic, { ...options, ...rest })).toEqual({
      word,
      reason,
      stage: 'live',
    }),
  );
});

it('errs rarely: a plan that holds is called off in less than 1 of 100 looks', () => {
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  let off = 0;
  for (let look = 0; look < 1000; look += 1) {
    let canary = 0;
    for (let call = 0; call < 200; call += 1) if (random() < 0.1) canary += 1;
    const { word } = judgeCaller(
      { stable: 90, canary: 10 },
      calls({ stable: 200 - canary, canary }),
      options,
    );
    if (word === 'offPlan') off += 1;
  }
  expect(off).toBeLessThan(10);
});
