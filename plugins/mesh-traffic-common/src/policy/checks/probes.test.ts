import { findingsOf } from '../__testUtils__/findingsOf';

const enforce = {
  accessControl: { mode: 'enforce' },
  otherCallers: { access: 'deny', ring: 'main' },
};
const probe = (from: string) => ({ probes: { calls: { p: { from } } } });

it.each([
  ['a ring lists it', { rollout: { rings: { main: { callers: ['qa'] } } }, ...probe('qa') }],
  ['it is the load tester', probe('load-testing')],
  [
    'its principal is let in',
    {
      accessControl: { mode: 'enforce', also: ['cluster.local/ns/qa/sa/tests'] },
      ...probe('qa'),
    },
  ],
])('a probe may expect a good answer when %s', (_, spec) => {
  expect(findingsOf('rollout', { ...enforce, ...spec })).toEqual([]);
});

it('and not from everybody else', () => {
  expect(findingsOf('rollout', { ...enforce, ...probe('qa') })).toEqual([
    'warning MT1152 spec.probes.calls.p.expect.status',
  ]);
});
