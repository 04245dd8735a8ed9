import { editPolicyText } from '../policy/editPolicyText';
import { parsePolicy } from '../policy/parsePolicy';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { withRetiring } from './withRetiring';

const retiring = (text: string) => parsePolicy(text).policy?.spec.retiring;
const withoutCanary = (text: string) =>
  editPolicyText(text, {
    spec: { callers: { staging: { route: { stable: 100 } } }, versions: { canary: null } },
  });

it('keeps what the deployed routes use for one change, and drops it with the next', () => {
  const first = withRetiring(BACKEND_POLICY, withoutCanary(BACKEND_POLICY));
  expect(retiring(first)).toEqual([{ subset: 'canary', labels: { version: 'canary' } }]);
  expect(first).toContain('# agreed with team-shop');

  const second = withRetiring(
    first,
    editPolicyText(first, { spec: { callers: { prod: { timeout: '5s' } } } }),
  );
  expect(retiring(second)).toEqual([]);
  expect(second).not.toContain('retiring');
});

it.each([
  ['a first policy', undefined, BACKEND_POLICY],
  [
    'a change that drops nothing',
    BACKEND_POLICY,
    editPolicyText(BACKEND_POLICY, { spec: { callers: { prod: { timeout: '5s' } } } }),
  ],
  [
    'no change while something retires',
    withRetiring(BACKEND_POLICY, withoutCanary(BACKEND_POLICY)),
    withRetiring(BACKEND_POLICY, withoutCanary(BACKEND_POLICY)),
  ],
  ['a deployed policy that cannot be read', 'a: [', withoutCanary(BACKEND_POLICY)],
  ['a policy that cannot hold', BACKEND_POLICY, BACKEND_POLICY.replace('stable: 90', 'stable: 80')],
])('leaves the text alone: %s', (_name, before, after) =>
  expect(withRetiring(before, after)).toBe(after),
);
