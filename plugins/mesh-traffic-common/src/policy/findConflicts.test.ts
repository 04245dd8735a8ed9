import { MergePatch } from '../diagnostic';
import { findConflicts } from './findConflicts';

const document = <T extends object>(callers: T) => ({ spec: { callers } });
const base = document({
  prod: { route: { stable: 100 }, timeout: '1s' },
  dev: { route: { stable: 100 } },
});
const patch = (callers: object): MergePatch => ({ spec: { callers } });

it.each<[name: string, current: unknown, patch: MergePatch, conflicts: unknown[]]>([
  ['nothing changed', base, patch({ prod: { timeout: '2s' } }), []],
  [
    'another caller changed',
    document({ ...base.spec.callers, dev: { route: { canary: 100 } } }),
    patch({ prod: { timeout: '2s' } }),
    [],
  ],
  [
    'another field changed',
    document({ prod: { route: { canary: 100 }, timeout: '1s' } }),
    patch({ prod: { timeout: '2s' } }),
    [],
  ],
  [
    'the same field changed',
    document({ prod: { route: { stable: 100 }, timeout: '3s' } }),
    patch({ prod: { timeout: '2s' } }),
    [{ path: 'spec.callers.prod.timeout', base: '1s', mine: '2s', theirs: '3s' }],
  ],
  [
    'the same change made',
    document({ prod: { timeout: '2s' } }),
    patch({ prod: { timeout: '2s' } }),
    [],
  ],
  [
    'the same route, other versions',
    document({ prod: { route: { stable: 50, next: 50 } } }),
    patch({ prod: { route: { stable: 90, canary: 10 } } }),
    [
      {
        path: 'spec.callers.prod.route',
        base: { stable: 100 },
        mine: { stable: 90, canary: 10 },
        theirs: { stable: 50, next: 50 },
      },
    ],
  ],
  [
    'the caller was removed',
    document({}),
    patch({ prod: { timeout: '2s' } }),
    [
      {
        path: 'spec.callers.prod',
        base: base.spec.callers.prod,
        mine: { route: { stable: 100 }, timeout: '2s' },
        theirs: undefined,
      },
    ],
  ],
  ['both removed it', document({}), patch({ prod: null }), []],
  [
    'removed by me, changed by them',
    document({ prod: { route: { stable: 100 }, timeout: '3s' } }),
    patch({ prod: null }),
    [
      {
        path: 'spec.callers.prod',
        base: base.spec.callers.prod,
        mine: undefined,
        theirs: { route: { stable: 100 }, timeout: '3s' },
      },
    ],
  ],
  [
    'both added it, differently',
    document({ ...base.spec.callers, qa: { access: 'deny' } }),
    patch({ qa: { access: 'allow' } }),
    [{ path: 'spec.callers.qa.access', base: undefined, mine: 'allow', theirs: 'deny' }],
  ],
  [
    'the policy was removed',
    undefined,
    patch({ prod: { timeout: '2s' } }),
    [
      {
        path: 'spec',
        base: base.spec,
        mine: {
          callers: { ...base.spec.callers, prod: { ...base.spec.callers.prod, timeout: '2s' } },
        },
        theirs: undefined,
      },
    ],
  ],
])('%s', (_name, current, change, conflicts) =>
  expect(findConflicts(base, current, change)).toEqual(conflicts),
);

it('finds a policy that somebody else started meanwhile', () => {
  const current = document({ prod: { timeout: '3s' } });
  expect(findConflicts(undefined, current, patch({ prod: { timeout: '2s' } }))).toEqual([
    { path: 'spec.callers.prod.timeout', base: undefined, mine: '2s', theirs: '3s' },
  ]);
  expect(findConflicts(undefined, undefined, patch({ prod: { timeout: '2s' } }))).toEqual([]);
});
