import { parsePolicy } from '../policy/parsePolicy';
import { RoutingPolicy } from '../policy/schema';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { judgeTraffic } from './judgeTraffic';
import { planOf } from './planOf';
import { TrafficPanel } from './snapshot';
import { trafficOf } from './__testUtils__/trafficOf';
import { withPolicyVersions } from './withPolicyVersions';

function policyOf(text: string): RoutingPolicy {
  const { policy, diagnostics } = parsePolicy(text);
  if (!policy) throw new Error(JSON.stringify(diagnostics));
  return policy;
}

const policy = policyOf(BACKEND_POLICY);
const versions = (requests: Record<string, number>) =>
  Object.entries(requests).map(([version, count]) => ({
    version,
    requests: count,
    share: 0,
    requestsPerMinute: count / 5,
  }));

it.each([
  ['prod', { stable: 100 }],
  ['staging', { stable: 90, canary: 10 }],
  ['batch', { stable: 100 }],
  ['*', { stable: 100 }],
  ['toString', { stable: 100 }],
])('plans for %s', (caller, plan) => expect(planOf(policy, caller)).toEqual(plan));

it('plans no split where calls are refused', () => {
  const refusing = policyOf(
    BACKEND_POLICY.replace('staging: { access: allow', 'staging: { access: deny')
      .replace(
        'ports: [',
        'workload: { labels: { "mesh-traffic/service": backend } }\n    ports: [',
      )
      .replace('  otherCallers:', '  accessControl: { mode: enforce }\n  otherCallers:'),
  );
  expect(planOf(refusing, 'staging')).toBeUndefined();
  expect(planOf(refusing, 'prod')).toEqual({ stable: 100 });
});

it('judges every caller that is listed or seen, and all others together', () => {
  const snapshot = trafficOf([
    { namespace: 'prod', requestsPerMinute: 200, versions: versions({ stable: 1000 }) },
    { namespace: 'staging', requestsPerMinute: 240, versions: versions({ stable: 1200 }) },
    { namespace: 'batch', requestsPerMinute: 65, versions: versions({ stable: 325 }) },
    { namespace: 'reports', requestsPerMinute: 65, versions: versions({ canary: 325 }) },
  ]);
  const verdicts = judgeTraffic(policy, snapshot);
  expect(Object.entries(verdicts).map(([caller, { word }]) => [caller, word])).toEqual([
    ['dev', 'noTraffic'],
    ['prod', 'asPlanned'],
    ['staging', 'offPlan'],
    ['batch', 'notListed'],
    ['reports', 'notListed'],
    ['*', 'offPlan'],
  ]);
  expect(verdicts['*'].reason).toMatch(/^50 % stable, plan 100 % \(650 calls/);
});

it('makes no verdict of what was not measured', () => {
  const gaps = [
    { what: 'callers' as const, reason: 'Monitoring did not answer.' },
    { what: 'versions' as const, reason: 'Too many series.' },
  ];
  const verdicts = judgeTraffic(
    policy,
    trafficOf([{ namespace: 'prod', requestsPerMinute: 5 }], { gaps }),
  );
  expect(verdicts.dev).toEqual({
    word: 'cannotTell',
    reason: 'Monitoring did not answer.',
    stage: 'live',
  });
  expect(verdicts.prod).toEqual({ word: 'cannotTell', reason: 'Too many series.', stage: 'live' });
});

describe("the policy's names for measured versions", () => {
  const named = policyOf(
    BACKEND_POLICY.replace('labels: { version: stable }', 'labels: { version: v1 }')
      .replace('labels: { version: canary }', 'labels: { version: v2, tier: a }')
      .replace('labels: { version: experimental }', 'labels: { track: x }'),
  );
  it('follow the label "version"', () => {
    const panels: TrafficPanel[] = [
      {
        id: 'versions',
        unit: 'share',
        series: [
          { labels: { caller: 'staging', version: 'v2' }, points: [] },
          { labels: { caller: 'staging' }, points: [] },
        ],
      },
    ];
    const measured = trafficOf(
      [{ namespace: 'staging', versions: versions({ v1: 9, v2: 1, v3: 1 }) }],
      { panels },
    );
    const renamed = withPolicyVersions(measured, named);
    expect(renamed.callers[0].versions.map(({ version }) => version)).toEqual([
      'stable',
      'canary',
      'v3',
    ]);
    expect(renamed.panels[0].series.map(({ labels }) => labels)).toEqual([
      { caller: 'staging', version: 'canary' },
      { caller: 'staging' },
    ]);
    expect(measured.callers[0].versions[0].version).toBe('v1');
  });

  it('do not guess between two versions with one label', () => {
    const twins = policyOf(
      BACKEND_POLICY.replace(
        'labels: { version: canary }',
        'labels: { version: stable, tier: canary }',
      ),
    );
    const measured = trafficOf([{ namespace: 'staging', versions: versions({ stable: 9 }) }]);
    expect(withPolicyVersions(measured, twins).callers[0].versions[0].version).toBe('stable');
  });
});
