import { execFileSync } from 'node:child_process';
import { ANA, KIM } from './__testUtils__/startPortal';
import {
  ANAS_BRANCH,
  BACKEND,
  BACKEND_POLICY,
  stagingCanary,
  useForgeAndPortal,
} from './__testUtils__/useForgeAndPortal';

jest.setTimeout(60_000);

describe('the list of policies', () => {
  const parts = useForgeAndPortal();
  const backend = async () =>
    (await parts.portal.as(ANA).listPolicies()).policies.find(
      ({ entityRef }) => entityRef === BACKEND.entityRef,
    );

  it('is read from the forge once for all who look at the same time', async () => {
    const { forge, portal } = parts;
    const before = forge.requests.apiCalls;
    await Promise.all([portal.as(ANA).listPolicies(), portal.as(KIM).listPolicies()]);
    await portal.as(ANA).listPolicies();
    expect(forge.requests.apiCalls - before).toBe(1);
  });

  it('counts a pull request as soon as it is open', async () => {
    expect(await backend()).toMatchObject({ openPullRequests: 0 });
    await parts.propose(stagingCanary(25));
    expect(await backend()).toMatchObject({ openPullRequests: 1 });
  });

  it('counts pull requests beyond the first hundred branches', async () => {
    const { forge, propose } = parts;
    await propose(stagingCanary(25));
    const git = (args: string[], input?: string) =>
      execFileSync('git', ['-C', forge.repositoryPath, ...args], { input, encoding: 'utf8' });
    const commit = git(['rev-parse', `refs/heads/${ANAS_BRANCH}`]).trim();
    const left = Array.from(
      { length: 120 },
      (_, index) => `create refs/heads/mesh-traffic/production/a/a/person-${index} ${commit}\n`,
    );
    git(['update-ref', '--stdin'], left.join(''));
    expect(await backend()).toMatchObject({ openPullRequests: 1 });
  });

  it('shows a policy that cannot be read as one with an error', async () => {
    const { forge } = parts;
    await forge.commit({ files: { [BACKEND_POLICY]: `\0${'x'.repeat(100)}` } });
    expect(await backend()).toMatchObject({ callers: 0, diagnostics: { errors: 1 } });
  });
});
