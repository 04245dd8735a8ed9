import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { Fault } from 'forge';
import { ANA } from './__testUtils__/startPortal';
import {
  ANAS_BRANCH,
  BACKEND,
  BACKEND_POLICY,
  Parts,
  stagingCanary,
  useForgeAndPortal,
} from './__testUtils__/useForgeAndPortal';

jest.setTimeout(90_000);

const devStable = { spec: { callers: { dev: { route: { stable: 100 } } } } };

/** What a new pull request asks of the forge, in this order. */
const STEPS_OF_A_NEW_ONE = [
  'MeshTrafficPolicy',
  'git/create-tree',
  'git/create-commit',
  'git/create-ref',
  'pulls/create',
];

/** What an update asks besides. */
const STEPS_OF_AN_UPDATE = [
  'repos/compare-commits-with-basehead',
  'git/update-ref',
  'pulls/update',
];

const LOST: Fault = { type: 'reset', when: 'after' };
const WAIT: Fault = { type: 'status', status: 429, retryAfterSeconds: 1 };
const SILENCE: Fault = { type: 'timeout', when: 'after' };

/** Each step answers 502 without effect, and takes effect though its answer is lost. */
const everyFaultAt = (steps: string[]) =>
  steps.flatMap(step => [
    [step, 'fails', { type: 'status', status: 502 } as Fault] as const,
    [step, 'works and its answer is lost', LOST] as const,
  ]);

/** The one open pull request, and the calls of staging and dev that it plans. */
async function whatIsProposed({ github }: Parts) {
  const pulls = await github.openPullRequests();
  expect(pulls.map(({ head }) => head.ref)).toEqual([ANAS_BRANCH]);
  const [{ value }] = loadYaml(await github.text(BACKEND_POLICY, ANAS_BRANCH)).documents;
  const { callers } = (value as { spec: { callers: Record<string, { route: unknown }> } }).spec;
  return { number: pulls[0].number, staging: callers.staging.route, dev: callers.dev.route };
}

describe('whatever goes wrong once', () => {
  const parts = useForgeAndPortal({ timeout: { seconds: 6 } });

  it.each([
    ...everyFaultAt(STEPS_OF_A_NEW_ONE),
    ['pulls/create', 'works and never answers', SILENCE] as const,
    ['git/create-tree', 'asks to wait', WAIT] as const,
  ])(
    '%s %s: there is one pull request, and it is said to be new',
    async (operation, _what, fault) => {
      const { forge, portal } = parts;
      const { base } = await portal.as(ANA).getPolicy(BACKEND);
      const injected = forge.faults.inject({ operation, fault });
      const outcome = await portal
        .as(ANA)
        .proposePolicy({ ...BACKEND, base, patch: stagingCanary(25) });
      expect(injected.hits).toBe(1);
      expect(outcome.status).toBe('created');
      expect(await whatIsProposed(parts)).toMatchObject({
        number: outcome.pullRequest?.number,
        staging: { stable: 75, canary: 25 },
      });
    },
  );

  it.each([
    ...everyFaultAt(STEPS_OF_AN_UPDATE),
    ['git/update-ref', 'works and never answers', SILENCE] as const,
  ])(
    '%s of an update %s: both changes are in the one pull request',
    async (operation, _what, fault) => {
      const { forge, github, portal, propose } = parts;
      const first = await propose(stagingCanary(25));
      const { base } = await portal.as(ANA).getPolicy(BACKEND);
      const injected = forge.faults.inject({ operation, fault });
      const second = await portal.as(ANA).proposePolicy({ ...BACKEND, base, patch: devStable });
      expect(injected.hits).toBe(1);
      expect(second.status).toBe('updated');
      expect(await whatIsProposed(parts)).toEqual({
        number: first.pullRequest?.number,
        staging: { stable: 75, canary: 25 },
        dev: { stable: 100 },
      });
      const pull = await github.pullRequest(first.pullRequest?.number ?? 0);
      expect(pull.title).toBe(second.review.title);
    },
  );
});

describe('a crash', () => {
  const parts = useForgeAndPortal({ timeout: { seconds: 6 } });

  it.each(STEPS_OF_A_NEW_ONE)(
    'after %s leaves nothing that blocks the next try',
    async operation => {
      const { forge, portal } = parts;
      const { base } = await portal.as(ANA).getPolicy(BACKEND);
      const request = { ...BACKEND, base, patch: stagingCanary(25) };
      const down = forge.faults.inject({
        operation,
        fault: { type: 'status', status: 502, when: 'after' },
        times: 1,
      });
      // The process sees nothing more of the forge after this step.
      const dead = forge.faults.inject({
        fault: { type: 'reset', when: 'before' },
        skip: STEPS_OF_A_NEW_ONE.indexOf(operation),
        times: 1000,
      });
      await expect(portal.as(ANA).proposePolicy(request)).rejects.toMatchObject({
        statusCode: 503,
      });
      down.remove();
      dead.remove();

      await portal.as(ANA).proposePolicy(request);
      expect(await whatIsProposed(parts)).toMatchObject({ staging: { stable: 75, canary: 25 } });
    },
  );

  it('before an update is described leaves no title and text of the change before', async () => {
    const { forge, github, portal, propose } = parts;
    const first = await propose(stagingCanary(25));
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const request = { ...BACKEND, base, patch: devStable };
    const dead = forge.faults.inject({
      operation: 'pulls/update',
      fault: { type: 'reset', when: 'before' },
      times: 1000,
    });
    await expect(portal.as(ANA).proposePolicy(request)).rejects.toMatchObject({ statusCode: 503 });
    dead.remove();
    const { review, status } = await portal.as(ANA).proposePolicy(request);
    const pull = await github.pullRequest(first.pullRequest?.number ?? 0);
    expect(pull.title).toBe(review.title);
    expect(pull.body).toContain(review.summary);
    expect(status).toBe('updated');
    expect((await portal.as(ANA).proposePolicy(request)).status).toBe('unchanged');
  });
});

describe('somebody who is faster', () => {
  const parts = useForgeAndPortal();

  it('and pushes to the branch loses nothing', async () => {
    const { forge, github, propose } = parts;
    await propose(stagingCanary(25));
    const push = { branch: ANAS_BRANCH, files: { 'docs/why.md': 'Because.\n' }, author: 'kim' };
    forge.faults.inject({
      operation: 'git/update-ref',
      fault: { type: 'meanwhile', act: () => forge.commit(push) },
    });
    expect((await propose(devStable)).status).toBe('updated');
    expect(await github.text('docs/why.md', ANAS_BRANCH)).toBe('Because.\n');
    expect(await whatIsProposed(parts)).toMatchObject({
      staging: { stable: 75, canary: 25 },
      dev: { stable: 100 },
    });
  });

  it('and makes the branch gets the change on top', async () => {
    const { forge, github, propose } = parts;
    const push = { branch: ANAS_BRANCH, files: { 'docs/why.md': 'Because.\n' } };
    forge.faults.inject({
      operation: 'git/create-ref',
      fault: { type: 'meanwhile', act: () => forge.commit(push) },
    });
    expect((await propose(stagingCanary(25))).status).toBe('created');
    expect(await whatIsProposed(parts)).toMatchObject({ staging: { stable: 75, canary: 25 } });
    const head = await github.commit(await github.head(ANAS_BRANCH));
    expect(head.parents).toHaveLength(2);
  });

  it('is oneself, twice at the same time', async () => {
    const { portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const request = { ...BACKEND, base, patch: stagingCanary(25) };
    const outcomes = await Promise.all([1, 2, 3].map(() => portal.as(ANA).proposePolicy(request)));
    const { number } = await whatIsProposed(parts);
    expect(outcomes.map(({ pullRequest }) => pullRequest?.number)).toEqual([
      number,
      number,
      number,
    ]);
  });
});

describe('a forge that asks to wait', () => {
  const parts = useForgeAndPortal();

  it('for longer than a person would is told about, not waited for', async () => {
    const { forge, github, portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    forge.faults.inject({
      operation: 'git/create-tree',
      fault: { type: 'status', status: 403, retryAfterSeconds: 120 },
    });
    await expect(
      portal.as(ANA).proposePolicy({ ...BACKEND, base, patch: stagingCanary(25) }),
    ).rejects.toMatchObject({
      statusCode: 503,
      cause: { message: expect.stringContaining('takes no more requests for 120 seconds') },
    });
    expect(await github.openPullRequests()).toEqual([]);
  });
});
