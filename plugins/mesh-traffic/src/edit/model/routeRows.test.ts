import { policy } from '../../__testUtils__/fixtures';
import { fromRoutePatch, withoutCallers } from './routePatch';
import { isChanged, patchOf, rowsOf, versionsOf } from './routeRows';

const row = (caller: string, patch: unknown = {}) =>
  rowsOf(policy, patch).find(candidate => candidate.caller === caller)!;

it('has a row per caller of the policy and one for all others, last', () => {
  expect(rowsOf(policy, {}).map(({ caller }) => caller)).toEqual(['prod', 'staging', 'dev', '*']);
});

it('writes only what differs from the repository', () => {
  const rows = rowsOf(policy, {});
  expect(patchOf(rows)).toEqual({});

  const changed = rows.map(candidate =>
    candidate.caller === 'staging'
      ? { ...candidate, weights: { stable: 75, canary: 25, experimental: 0 } }
      : candidate,
  );
  expect(patchOf(changed)).toEqual({
    spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } },
  });
});

it('does not take a version with 0 % for a change', () => {
  expect(isChanged({ ...row('prod'), weights: { stable: 100, canary: 0 } })).toBe(false);
  expect(isChanged({ ...row('prod'), weights: { stable: 99, canary: 1 } })).toBe(true);
});

it('comes back to the same rows from its own patch', () => {
  const patch = {
    spec: {
      callers: { staging: { route: { canary: 100 } }, dev: null, qa: { route: { stable: 100 } } },
      otherCallers: { route: { canary: 100 } },
    },
  };
  const rows = rowsOf(policy, patch);
  expect(rows.map(({ caller, status }) => [caller, status])).toEqual([
    ['prod', 'kept'],
    ['staging', 'kept'],
    ['dev', 'removed'],
    ['qa', 'added'],
    ['*', 'kept'],
  ]);
  expect(patchOf(rows)).toEqual(patch);
});

it('takes a caller whose name is that of a method of objects for a new caller', () => {
  const rows = rowsOf(policy, { spec: { callers: { constructor: { route: { stable: 100 } } } } });
  expect(rows.map(({ caller }) => caller)).toContain('constructor');
});

it.each([[undefined], ['text'], [{ spec: 'x' }], [{ spec: { callers: { prod: { route: 3 } } } }]])(
  'reads nothing out of %j, which somebody may have written into an address',
  patch => {
    expect(fromRoutePatch(patch).size).toBe(0);
  },
);

it('drops one caller from a patch and keeps the others', () => {
  const patch = { spec: { callers: { dev: null, prod: { route: { canary: 100 } } } } };
  expect(withoutCallers(patch, ['prod'])).toEqual({ spec: { callers: { dev: null } } });
});

it('offers declared versions first, then those that only a route names', () => {
  const rows = rowsOf(policy, { spec: { callers: { prod: { route: { beta: 100 } } } } });
  expect(versionsOf(policy, rows)).toEqual(['stable', 'canary', 'experimental', 'beta']);
});
