import { policyDetails, trafficResponse } from '../__testUtils__/fixtures';
import { callerRows, offPlanCount, versionOrder } from './callerRows';

it('shows who was seen and who is planned, what needs attention first', () => {
  const rows = callerRows(trafficResponse, policyDetails);
  expect(rows.map(({ caller, status }) => [caller, status])).toEqual([
    ['staging', 'offPlan'],
    ['batch', 'notListed'],
    ['prod', 'asPlanned'],
    ['dev', 'noTraffic'],
  ]);
  expect(rows[0].plan).toEqual({ stable: 90, canary: 10 });
});

it('holds a caller that no rule names to the rule for all others', () => {
  const batch = callerRows(trafficResponse, policyDetails)[1];
  expect(batch.plan).toEqual({ stable: 100 });
});

it('says "cannot tell" without a policy at hand, and "no policy" where there is none', () => {
  const traffic = { ...trafficResponse, verdicts: {} };
  expect(callerRows(traffic, undefined).map(({ status }) => status)).toEqual(
    Array(3).fill('cannotTell'),
  );
  const none = { ...policyDetails, policy: undefined, base: { commit: 'c', policyBlob: null } };
  expect(callerRows(traffic, none).map(({ status }) => status)).toEqual(Array(3).fill('noPolicy'));
});

it('counts only callers that could be judged', () => {
  expect(offPlanCount(callerRows(trafficResponse, policyDetails))).toEqual({ off: 1, judged: 2 });
  expect(offPlanCount([])).toBeUndefined();
});

it('keeps the versions of the policy in their order, then what else was seen', () => {
  const seen = structuredClone(trafficResponse);
  seen.snapshot.callers[0].versions.push({
    version: 'beta',
    requestsPerMinute: 1,
    share: 0.01,
    requests: 5,
  });
  expect(versionOrder(seen, policyDetails)).toEqual(['stable', 'canary', 'experimental', 'beta']);
  expect(versionOrder(seen, undefined)).toEqual(['beta', 'canary', 'stable']);
});
