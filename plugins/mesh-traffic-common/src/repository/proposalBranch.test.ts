import { proposalBranch, proposalBranchPrefix } from './proposalBranch';

const backend = { mesh: 'production', namespace: 'shared-services', service: 'backend' };

describe('proposalBranch', () => {
  it('names the person of the default namespace by their name', () => {
    expect(proposalBranch(backend, 'user:default/ana')).toBe(
      'mesh-traffic/production/shared-services/backend/ana',
    );
  });

  it('gives every person a branch of their own', () => {
    const refs = [
      'user:default/ana',
      'user:other/ana',
      'user:default/ana.b',
      'user:default/ana-b',
      'user:default/user-other-ana',
      'user:default/Ana',
    ];
    expect(new Set(refs.map(ref => proposalBranch(backend, ref))).size).toBe(refs.length);
  });

  it('keeps hostile names inside the prefix of the service', () => {
    for (const ref of ['user:default/../../main', 'user:default/a..b', 'user:default/x.lock']) {
      const branch = proposalBranch(backend, ref);
      expect(branch.startsWith(proposalBranchPrefix(backend))).toBe(true);
      expect(branch.slice(proposalBranchPrefix(backend).length)).toMatch(/^[a-z0-9-]{1,63}$/);
    }
  });
});
