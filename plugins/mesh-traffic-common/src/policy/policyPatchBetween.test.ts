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
});
