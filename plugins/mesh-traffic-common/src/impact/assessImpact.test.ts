import { MergePatch } from '../diagnostic';
import { applyPolicyPatch } from '../policy/applyPolicyPatch';
import { parsePolicy } from '../policy/parsePolicy';
import { RoutingPolicy } from '../policy/schema';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { TrafficSnapshot } from '../traffic/snapshot';
import { trafficOf } from '../traffic/__testUtils__/trafficOf';
import { assessImpact } from './assessImpact';

const bound = { service: { workload: { labels: { 'mesh-traffic/service': 'backend' } } } };

function policyWith(spec: MergePatch): RoutingPolicy {
  const { document } = parsePolicy(BACKEND_POLICY);
  const { policy, diagnostics } = parsePolicy(applyPolicyPatch(document, { spec }));
  if (!policy) throw new Error(JSON.stringify(diagnostics));
  return policy;
}

const traffic = trafficOf([
  { namespace: 'staging', requestsPerMinute: 240, p50Ms: 40, p95Ms: 184, p99Ms: 900 },
  { namespace: 'prod', requestsPerMinute: 4600 },
  { namespace: 'batch', requestsPerMinute: 65 },
  { namespace: 'unknown', requestsPerMinute: 3 },
]);

/** The consequences of a change for one caller: weight and sentence. */
function consequences(
  caller: string,
  before: MergePatch,
  after: MergePatch,
  numbers?: TrafficSnapshot,
) {
  const impact = assessImpact(policyWith(before), policyWith(after), numbers);
  const found = impact.callers.find(candidate => candidate.caller === caller);
  return (found?.consequences ?? []).map(({ sentence }) => sentence);
}

describe('with numbers', () => {
  it.each<
    [name: string, caller: string, before: MergePatch, after: MergePatch, sentences: string[]]
  >([
    ['nothing', 'staging', {}, {}, []],
    [
      'a canary',
      'staging',
      {},
      { callers: { staging: { route: { stable: 75, canary: 25 } } } },
      [
        'staging: 36 of 240 calls/min move to canary (90 % stable, 10 % canary -> 75 % stable, 25 % canary).',
      ],
    ],
    [
      'a canary taken back',
      'staging',
      {},
      { callers: { staging: { route: { stable: 100 } } } },
      ['staging: 24 of 240 calls/min move to stable (90 % stable, 10 % canary -> 100 % stable).'],
    ],
    [
      'a version at zero',
      'staging',
      {},
      { callers: { staging: { route: { stable: 90, canary: 10, experimental: 0 } } } },
      [],
    ],
    [
      'a route for nobody',
      'dev',
      {},
      { callers: { dev: { route: { stable: 100 } } } },
      ['dev: 100 % experimental -> 100 % stable; no calls now.'],
    ],
    [
      'a denial of an unlisted caller',
      'batch',
      { ...bound, accessControl: { mode: 'enforce' } },
      { ...bound, accessControl: { mode: 'enforce' }, otherCallers: { access: 'deny' } },
      ['batch can no longer call: every call is answered 403 (65 calls/min now).'],
    ],
    [
      'a denial that is only counted',
      'batch',
      { ...bound, accessControl: { mode: 'observe' } },
      { ...bound, accessControl: { mode: 'observe' }, otherCallers: { access: 'deny' } },
      ['batch can call; the calls are counted as ones to refuse (65 calls/min now).'],
    ],
    [
      'a denial of a caller that does not call',
      'dev',
      { ...bound, accessControl: { mode: 'enforce' } },
      { ...bound, accessControl: { mode: 'enforce' }, callers: { dev: { access: 'deny' } } },
      ['dev can no longer call: every call is answered 403 (no call seen in the last 7 days).'],
    ],
    [
      'a denial of callers without identity',
      'unknown',
      { ...bound, accessControl: { mode: 'enforce' } },
      {
        ...bound,
        accessControl: { mode: 'enforce' },
        otherCallers: { access: 'deny', route: { canary: 100 } },
      },
      [
        'Callers without a mesh identity can no longer call: every call is answered 403 (3 calls/min now).',
      ],
    ],
    [
      'no routing of callers without identity',
      'unknown',
      {},
      { otherCallers: { route: { canary: 100 } } },
      [],
    ],
    [
      'a limit above the calls',
      'staging',
      bound,
      { ...bound, callers: { staging: { rateLimit: { requests: 300, mode: 'enforce' } } } },
      ['staging: limit 300 per minute and pod; it sends 240 calls/min, within the limit.'],
    ],
    [
      'a limit below the calls',
      'staging',
      bound,
      { ...bound, callers: { staging: { rateLimit: { requests: 100, mode: 'enforce' } } } },
      [
        'staging: limit 100 per minute and pod; it sends 240 calls/min, so up to 140/min are answered 429.',
      ],
    ],
    [
      'a limit by the hour, only counted',
      'staging',
      bound,
      { ...bound, callers: { staging: { rateLimit: { requests: 6000, per: 'hour' } } } },
      [
        'staging: limit 6,000 per hour and pod, only counted; it sends 240 calls/min, so up to 140/min would be answered 429.',
      ],
    ],
    [
      'a limit over all pods',
      'staging',
      { service: { workload: { ...bound.service.workload, replicas: { min: 1, max: 2 } } } },
      {
        service: { workload: { ...bound.service.workload, replicas: { min: 1, max: 2 } } },
        callers: { staging: { rateLimit: { requests: 100, mode: 'enforce' } } },
      },
      ['staging: limit 100 per minute; it sends 240 calls/min, so 40/min are answered 429.'],
    ],
    [
      'a timeout below the 99th percentile',
      'staging',
      {},
      { callers: { staging: { timeout: '500ms' } } },
      ['staging: timeout none -> 500ms; 1 in 100 calls takes longer now (900 ms) and would fail.'],
    ],
    [
      'a timeout below the median',
      'staging',
      {},
      { callers: { staging: { timeout: '30ms' } } },
      ['staging: timeout none -> 30ms; half of the calls take longer now (40 ms) and would fail.'],
    ],
    [
      'a timeout with room',
      'staging',
      {},
      { callers: { staging: { timeout: '5s' } } },
      ['staging: timeout none -> 5s; p95 is 184 ms now.'],
    ],
    [
      'more retries',
      'prod',
      {},
      { callers: { prod: { retries: { attempts: 5 } } } },
      [
        "prod: retries: Istio's default (2 on connection errors) -> up to 5 times; a failing call becomes up to 6 calls.",
      ],
    ],
    [
      'a new caller',
      'batch',
      {},
      { callers: { batch: { access: 'allow' } } },
      ['batch gets a rule of its own.'],
    ],
    [
      'a caller that is removed',
      'staging',
      {},
      { callers: { staging: null } },
      [
        'staging: 24 of 240 calls/min move to stable (90 % stable, 10 % canary -> 100 % stable).',
        'staging is treated like all other callers.',
      ],
    ],
    [
      'an unlisted caller with the others',
      'batch',
      {},
      { otherCallers: { route: { canary: 100 } } },
      ['batch: 65 of 65 calls/min move to canary (100 % stable -> 100 % canary).'],
    ],
  ])('%s', (_name, caller, before, after, sentences) =>
    expect(consequences(caller, before, after, traffic)).toEqual(sentences),
  );

  it('takes the busiest minute for a limit', () => {
    const panels: TrafficSnapshot['panels'] = [
      {
        id: 'requests',
        unit: 'perMinute',
        series: [
          {
            labels: { caller: 'staging' },
            points: [
              [0, 200],
              [60, undefined],
              [120, 310],
            ],
          },
        ],
      },
    ];
    const limited = {
      ...bound,
      callers: { staging: { rateLimit: { requests: 300, mode: 'enforce' } } },
    };
    expect(consequences('staging', bound, limited, { ...traffic, panels })).toEqual([
      'staging: limit 300 per minute and pod; it sends 310 calls/min at its peak, so up to 10/min are answered 429.',
    ]);
  });
});

describe('without numbers says so, and never "none"', () => {
  const denied = {
    ...bound,
    accessControl: { mode: 'enforce' },
    callers: { staging: { access: 'deny' } },
  };
  const open = { ...bound, accessControl: { mode: 'enforce' } };
  it.each<[name: string, numbers: TrafficSnapshot | undefined]>([
    ['nothing was read', undefined],
    [
      'the callers could not be read',
      trafficOf([], { gaps: [{ what: 'callers', reason: 'no answer' }] }),
    ],
    ['callers were left off', trafficOf([], { truncated: 3 })],
    ['a caller has no rate', trafficOf([{ namespace: 'staging' }])],
  ])('%s', (_name, numbers) => {
    expect(consequences('staging', open, denied, numbers)).toEqual([
      'staging can no longer call: every call is answered 403 (how many is not known).',
    ]);
    expect(
      consequences(
        'staging',
        bound,
        { ...bound, callers: { staging: { rateLimit: { requests: 1 } } } },
        numbers,
      ),
    ).toEqual([
      'staging: limit 1 per minute and pod, only counted; how many calls it sends is not known.',
    ]);
    expect(
      consequences('staging', {}, { callers: { staging: { route: { stable: 100 } } } }, numbers),
    ).toEqual(['staging: 90 % stable, 10 % canary -> 100 % stable.']);
  });
});

describe('of a first policy', () => {
  it('compares with what was seen', () => {
    const versions = [
      { version: 'stable', requestsPerMinute: 160, share: 2 / 3, requests: 1000 },
      { version: 'canary', requestsPerMinute: 80, share: 1 / 3, requests: 500 },
    ];
    const seen = trafficOf([{ namespace: 'staging', requestsPerMinute: 240, versions }]);
    const { callers } = assessImpact(undefined, policyWith({}), seen);
    expect(callers.find(({ caller }) => caller === 'staging')?.consequences[0]).toMatchObject({
      sentence:
        'staging: 55 of 240 calls/min move to stable (all versions mixed (seen: 67 % stable, 33 % canary) -> 90 % stable, 10 % canary).',
    });
  });
});

it('lists every caller that is named or seen, all others last', () => {
  const { callers } = assessImpact(
    policyWith({}),
    policyWith({ callers: { dev: null, qa: { access: 'allow' } } }),
    traffic,
  );
  expect(callers.map(({ caller }) => caller)).toEqual([
    'batch',
    'dev',
    'prod',
    'qa',
    'staging',
    'unknown',
    '*',
  ]);
});
