import fc from 'fast-check';
import { applyPolicyPatch } from './applyPolicyPatch';
import { policyPatchBetween } from './policyPatchBetween';

const before = {
  spec: {
    callers: {
      prod: { access: 'allow', route: { stable: 100 } },
      staging: { route: { stable: 90, canary: 10 }, timeout: '2s' },
    },
    routes: [{ name: 'a' }],
  },
};

describe('policyPatchBetween', () => {
  it('says only what changed, atomic fields whole', () => {
    const after = {
      spec: {
        callers: {
          prod: { access: 'allow', route: { stable: 100 } },
          staging: { route: { stable: 75, canary: 25 } },
          dev: { access: 'deny' },
        },
        routes: [{ name: 'a' }],
      },
    };
    const patch = policyPatchBetween(before, after);
    expect(patch).toEqual({
      spec: {
        callers: {
          staging: { route: { stable: 75, canary: 25 }, timeout: null },
          dev: { access: 'deny' },
        },
      },
    });
    expect(applyPolicyPatch(before, patch)).toEqual(after);
  });

  it('is empty for equal documents and whole for a new one', () => {
    expect(policyPatchBetween(before, before)).toEqual({});
    expect(policyPatchBetween(undefined, before)).toEqual(before);
  });

  it('can be repeated on a document that has moved on', () => {
    const after = { spec: { ...before.spec, routes: [] } };
    const moved = { spec: { ...before.spec, callers: {} } };
    expect(applyPolicyPatch(moved, policyPatchBetween(before, after))).toEqual({
      spec: { callers: {}, routes: [] },
    });
  });

  it('holds for any two documents, names that objects inherit included', () => {
    const name = fc.constantFrom(
      'prod',
      'route',
      'constructor',
      'toString',
      'versions',
      'spec',
      'callers',
    );
    const { data } = fc.letrec(tie => ({
      data: fc.oneof(
        { maxDepth: 4 },
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
        fc.dictionary(name, tie('data'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const document = fc.dictionary(name, data, { maxKeys: 3, noNullPrototype: true });
    fc.assert(
      fc.property(document, document, (old, next) => {
        expect(applyPolicyPatch(old, policyPatchBetween(old, next))).toEqual(next);
      }),
    );
  });
});
