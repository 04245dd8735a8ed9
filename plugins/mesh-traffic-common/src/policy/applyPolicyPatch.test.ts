import { MergePatch } from '../diagnostic';
import { applyPolicyPatch } from './applyPolicyPatch';
import { parsePolicy } from './parsePolicy';

describe('RFC 7396, appendix A', () => {
  it.each<[target: unknown, patch: MergePatch, result: unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    [undefined, { a: 1 }, { a: 1 }],
  ])('%j with %j is %j', (target, patch, result) => {
    const copy = structuredClone(target);
    expect(applyPolicyPatch(target, patch)).toEqual(result);
    expect(target).toEqual(copy);
  });
});

describe('fields that make sense whole only', () => {
  const document = {
    spec: {
      versions: { stable: { labels: { version: 'stable', tier: 'a' } } },
      callers: {
        prod: {
          route: { stable: 90, canary: 10 },
          circuitBreaker: { maxRequests: 5 },
          timeout: '1s',
        },
        route: { access: 'allow' },
        labels: { route: { stable: 100 } },
      },
    },
  };
  it.each<[name: string, patch: MergePatch, path: string[], result: unknown]>([
    [
      'a route',
      { callers: { prod: { route: { stable: 100 } } } },
      ['callers', 'prod', 'route'],
      { stable: 100 },
    ],
    [
      'a route with null',
      { callers: { prod: { route: { stable: 100, canary: null } } } },
      ['callers', 'prod', 'route'],
      { stable: 100 },
    ],
    [
      'a breaker',
      { callers: { prod: { circuitBreaker: { maxConnections: 1 } } } },
      ['callers', 'prod', 'circuitBreaker'],
      { maxConnections: 1 },
    ],
    [
      'its neighbours stay',
      { callers: { prod: { route: { stable: 100 } } } },
      ['callers', 'prod', 'timeout'],
      '1s',
    ],
    [
      'a version',
      { versions: { stable: { labels: { version: 'v2' } } } },
      ['versions', 'stable'],
      { labels: { version: 'v2' } },
    ],
    [
      'not a caller that is called route',
      { callers: { route: { timeout: '1s' } } },
      ['callers', 'route'],
      { access: 'allow', timeout: '1s' },
    ],
    [
      'the route of a caller that is called labels',
      { callers: { labels: { route: { canary: 100 } } } },
      ['callers', 'labels', 'route'],
      { canary: 100 },
    ],
  ])('%s', (_name, spec, path, result) => {
    const { spec: patched } = applyPolicyPatch(document, { spec }) as {
      spec: Record<string, unknown>;
    };
    expect(
      path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], patched),
    ).toEqual(result);
  });
});

it('cannot reach the prototype of all objects', () => {
  const patch = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  ) as MergePatch;
  const patched = applyPolicyPatch({ a: 1 }, patch);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
  expect(parsePolicy(patched).diagnostics[0].message).toMatch(/__proto__/);
});
