import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { runInClone } from './__testUtils__/runInClone';
import { ANA, KIM, PAT, SAM } from './__testUtils__/startPortal';
import {
  ANAS_BRANCH,
  BACKEND,
  BACKEND_FOLDER,
  BACKEND_POLICY,
  stagingCanary,
  useForgeAndPortal,
} from './__testUtils__/useForgeAndPortal';

jest.setTimeout(60_000);

const VIRTUAL_SERVICE = `${BACKEND_FOLDER}/virtual-service.yaml`;
const devStable = { spec: { callers: { dev: { route: { stable: 100 } } } } };

function callersOf(text: string): Record<string, { route: Record<string, number> }> {
  const [{ value }] = loadYaml(text).documents;
  return (value as { spec: { callers: Record<string, { route: Record<string, number> }> } }).spec
    .callers;
}

describe('a proposal', () => {
  const parts = useForgeAndPortal({ labels: ['mesh-traffic'], reviewers: ['kim'] });

  it('is a pull request with the document, its manifests and who asked for it', async () => {
    const { github, portal, propose } = parts;
    const { status, pullRequest, review, warnings } = await propose(stagingCanary(25));

    expect({ status, warnings }).toEqual({ status: 'created', warnings: [] });
    expect(pullRequest).toMatchObject({ branch: ANAS_BRANCH, requestedBy: ANA, draft: false });
    const [pull, ...others] = await github.openPullRequests();
    expect(others).toEqual([]);
    expect(pull).toMatchObject({ title: review.title, base: { ref: 'main' } });
    expect(pull.body).toContain(review.summary);
    expect(pull.body).toContain(
      "watch [the service's Traffic tab](https://portal.example.org/catalog/default/component/backend/traffic)",
    );
    expect(pull.labels.map(({ name }) => name)).toEqual(['mesh-traffic']);
    expect(pull.requested_reviewers?.map(({ login }) => login)).toEqual(['kim']);
    expect(await github.changes(pull.number)).toEqual({
      [BACKEND_POLICY]: 'modified',
      [`${BACKEND_FOLDER}/virtual-service.yaml`]: 'modified',
    });
    const { message } = await github.commit(pull.head.sha);
    expect(message.trim().split('\n').pop()).toBe('Requested-by: user:default/ana');

    const text = await github.text(BACKEND_POLICY, ANAS_BRANCH);
    expect(callersOf(text).staging.route).toEqual({ stable: 75, canary: 25 });
    // People's comments survive.
    expect(text).toContain('# Tenant A pays for stable answers');
    expect((await portal.as(KIM).getPolicy(BACKEND)).proposals).toEqual([pullRequest]);
  });

  it.each(['merge', 'squash'] as const)(
    'is undone by the command that it shows, after a %s',
    async method => {
      const { forge, github, propose } = parts;
      const before = await github.text(BACKEND_POLICY);
      const { pullRequest } = await propose(stagingCanary(25));
      const { body } = await github.pullRequest(pullRequest?.number ?? 0);
      const [, command] = /```sh\n(.*)\n```/.exec(body ?? '') ?? [];
      await github.merge(pullRequest?.number ?? 0, method);
      await forge.commit({ files: { 'apps/unrelated.yaml': 'a: 1\n' } });
      expect(await runInClone(forge, command, BACKEND_POLICY)).toBe(before);
    },
  );

  it('leaves what a reviewer wrote into the text of the pull request', async () => {
    const { github, propose } = parts;
    const { pullRequest } = await propose(stagingCanary(25));
    const number = pullRequest?.number ?? 0;
    const { body } = await github.pullRequest(number);
    await github.writeBody(number, `Not before Monday!\n\n${body}\n- [x] seen by Kim\n`);
    const { review } = await propose(stagingCanary(30));
    const { body: after } = await github.pullRequest(number);
    expect(after).toMatch(/^Not before Monday!\n/);
    expect(after).toMatch(/\n- \[x\] seen by Kim\n$/);
    expect(after).toContain(review.summary);
  });

  it('is compared with the deployed branch once for many previews', async () => {
    const { forge, portal, propose } = parts;
    await propose(stagingCanary(25));
    const preview = (percent: number) =>
      portal.as(ANA).previewPolicy({ ...BACKEND, patch: stagingCanary(percent) });
    await preview(30);
    forge.requests.clear();
    await preview(35);
    await preview(36);
    const { review } = await preview(40);
    expect(review.callers).toContainEqual(
      expect.objectContaining({ caller: 'staging', after: { stable: 60, canary: 40 } }),
    );
    // The deployed branch itself is read anew every few seconds.
    expect(forge.requests.count({ kind: 'graphql' })).toBeLessThanOrEqual(1);
    expect(forge.requests.count({ kind: 'rest' })).toBe(0);
  });

  it('costs at most 8 calls at the forge, and one read', async () => {
    const { forge, portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    expect(forge.requests.apiCalls).toBe(1);
    forge.requests.clear();
    await portal.as(ANA).proposePolicy({ ...BACKEND, base, patch: stagingCanary(25) });
    expect(forge.requests.apiCalls).toBeLessThanOrEqual(8);
    expect(forge.requests.count({ kind: 'graphql' })).toBe(1);
  });

  it.each([
    ['a branch left over by a closed one', true],
    ['an open one', false],
  ])('costs no more with %s and a policy that changed meanwhile', async (_what, closed) => {
    const { forge, github, portal, propose } = parts;
    const first = await propose(stagingCanary(25));
    if (closed) await github.closePullRequest(first.pullRequest?.number ?? 0);
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const deployed = await github.text(BACKEND_POLICY);
    await forge.commit({ files: { [BACKEND_POLICY]: `${deployed}# A remark.\n` } });
    forge.requests.clear();
    const { status } = await portal.as(ANA).proposePolicy({ ...BACKEND, base, patch: devStable });
    expect(status).toBe(closed ? 'created' : 'updated');
    expect(forge.requests.apiCalls).toBeLessThanOrEqual(8);
  });

  it('costs no more with 40 files, and removes those that nothing emits any more', async () => {
    const { forge, github, portal } = parts;
    const generated = await github.text(`${BACKEND_FOLDER}/virtual-service.yaml`);
    const obsolete = Array.from({ length: 40 }, (_, i) => `${BACKEND_FOLDER}/old-${i}.yaml`);
    const byHand = `${BACKEND_FOLDER}/notes.yaml`;
    await forge.commit({
      files: { ...Object.fromEntries(obsolete.map(path => [path, generated])), [byHand]: 'a: 1\n' },
    });
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    forge.requests.clear();
    const { pullRequest } = await portal
      .as(ANA)
      .proposePolicy({ ...BACKEND, base, patch: stagingCanary(25) });

    expect(forge.requests.apiCalls).toBeLessThanOrEqual(8);
    const changes = await github.changes(pullRequest?.number ?? 0);
    expect(obsolete.map(path => changes[path])).toEqual(obsolete.map(() => 'removed'));
    expect(changes).not.toHaveProperty(byHand);
  });

  it('says which labels and reviewers could not be set, and stands all the same', async () => {
    const { forge, propose } = parts;
    forge.faults.inject({
      operation: 'pulls/request-reviewers',
      fault: { type: 'status', status: 422 },
    });
    const { status, warnings } = await propose(stagingCanary(25));
    expect(status).toBe('created');
    expect(warnings).toEqual(['kim could not be asked to review: please do it by hand.']);
  });

  it('of a service without policy begins one', async () => {
    const { github, propose } = parts;
    const { status, pullRequest } = await propose(
      {
        metadata: { name: 'ignored-elsewhere' },
        spec: {
          service: { ports: [{ name: 'http', number: 80, protocol: 'http' }] },
          versions: { stable: { labels: { version: 'stable' } } },
          callers: { prod: { access: 'allow', route: { stable: 100 } } },
          otherCallers: { access: 'allow', route: { stable: 100 } },
        },
      },
      ANA,
      'component:default/web',
    ).catch(error => ({ status: error.cause.message, pullRequest: undefined }));
    // A patch cannot give the document another name than that of the service.
    expect(status).toContain('Set metadata.namespace to shared-services and metadata.name to web.');
    expect(pullRequest).toBeUndefined();

    const created = await propose(
      {
        spec: {
          service: { ports: [{ name: 'http', number: 80, protocol: 'http' }] },
          versions: { stable: { labels: { version: 'stable' } } },
          callers: { prod: { access: 'allow', route: { stable: 100 } } },
          otherCallers: { access: 'allow', route: { stable: 100 } },
        },
      },
      ANA,
      'component:default/web',
    );
    expect(created.status).toBe('created');
    const changes = await github.changes(created.pullRequest?.number ?? 0);
    expect(new Set(Object.values(changes))).toEqual(new Set(['added']));
    expect(Object.keys(changes)).toContain('mesh/shared-services/web/routing-policy.yaml');
  });

  it('that takes a version away keeps its subset until nobody uses it any more', async () => {
    const { github, propose } = parts;
    const { status, pullRequest } = await propose({
      spec: { versions: { experimental: null }, callers: { dev: { route: { stable: 100 } } } },
    });
    expect(status).toBe('created');
    const rules = await github.text(`${BACKEND_FOLDER}/destination-rule.yaml`, pullRequest?.branch);
    expect(rules).toContain('name: experimental');
    const policy = await github.text(BACKEND_POLICY, pullRequest?.branch);
    expect(policy).toContain('retiring:');
    expect(policy).not.toMatch(/versions:[^]*experimental:[^]*callers:/);
  });

  it('that changes nothing writes nothing', async () => {
    const { forge, propose } = parts;
    const outcome = await propose({ spec: { callers: { prod: { access: 'allow' } } } });
    expect(outcome).toMatchObject({ status: 'unchanged', warnings: [] });
    expect(outcome).not.toHaveProperty('pullRequest');
    expect(forge.requests.count({ access: 'write' })).toBe(0);
  });

  it('is recorded by the auditor', async () => {
    const { portal, propose } = parts;
    const { pullRequest } = await propose(stagingCanary(25));
    expect(portal.audit).toEqual([
      {
        eventId: 'policy-propose',
        outcome: 'success',
        meta: {
          target: BACKEND.entityRef,
          service: 'production/shared-services/backend',
          status: 'created',
          url: pullRequest?.url,
        },
      },
    ]);
  });
});

describe('a second proposal', () => {
  const parts = useForgeAndPortal();

  it('of the same person joins the open pull request', async () => {
    const { github, propose } = parts;
    const first = await propose(stagingCanary(25));
    const second = await propose(devStable);
    expect(second.status).toBe('updated');
    expect(second.pullRequest?.number).toBe(first.pullRequest?.number);
    const text = await github.text(BACKEND_POLICY, ANAS_BRANCH);
    expect(callersOf(text)).toMatchObject({
      staging: { route: { stable: 75, canary: 25 } },
      dev: { route: { stable: 100 } },
    });
    const pull = await github.pullRequest(first.pullRequest?.number ?? 0);
    expect(pull.title).toBe(second.review.title);
  });

  it('that says the same finds the first', async () => {
    const { github, propose } = parts;
    const first = await propose(stagingCanary(25));
    const second = await propose(stagingCanary(25));
    expect(second).toMatchObject({ status: 'unchanged', pullRequest: first.pullRequest });
    expect(await github.openPullRequests()).toHaveLength(1);
  });

  it('of another person is another pull request', async () => {
    const { github, propose } = parts;
    await propose(stagingCanary(25));
    const other = await propose(devStable, PAT);
    expect(other.status).toBe('created');
    expect(await github.openPullRequests()).toHaveLength(2);
  });

  it('cannot be put on the pull request of another person', async () => {
    const { portal, propose } = parts;
    const { pullRequest } = await propose(stagingCanary(25));
    const { base } = await portal.as(PAT).getPolicy(BACKEND);
    await expect(
      portal.as(PAT).proposePolicy({
        ...BACKEND,
        base: { ...base, pullRequest: pullRequest?.number },
        patch: devStable,
      }),
    ).rejects.toMatchObject({
      statusCode: 400,
      cause: { message: expect.stringContaining('is not yours') },
    });
  });

  it('keeps what a reviewer pushed', async () => {
    const { forge, github, propose } = parts;
    await propose(stagingCanary(25));
    const reviewers = await forge.commit({
      branch: ANAS_BRANCH,
      files: { 'docs/why.md': 'Because.\n' },
      author: 'kim',
    });
    await propose(devStable);
    const head = await github.commit(await github.head(ANAS_BRANCH));
    expect(head.parents.map(({ sha }) => sha)).toEqual([reviewers]);
    expect(await github.text('docs/why.md', ANAS_BRANCH)).toBe('Because.\n');
  });

  it('brings the pull request up to date by a merge commit when the deployed branch moved', async () => {
    const { forge, github, propose } = parts;
    await propose(stagingCanary(25));
    const proposed = await github.head(ANAS_BRANCH);
    const deployed = await github.text(BACKEND_POLICY);
    const main = await forge.commit({
      files: {
        [BACKEND_POLICY]: deployed.replace(
          /(tenant-a:\n\s+access: allow\n\s+route: )\{ stable: 100 \}/,
          '$1{ stable: 99, canary: 1 }',
        ),
      },
    });
    const { status, pullRequest } = await propose(devStable);
    expect(status).toBe('updated');
    const head = await github.commit(await github.head(ANAS_BRANCH));
    expect(head.parents.map(({ sha }) => sha)).toEqual([proposed, main]);
    expect(callersOf(await github.text(BACKEND_POLICY, ANAS_BRANCH))).toMatchObject({
      staging: { route: { stable: 75, canary: 25 } },
      dev: { route: { stable: 100 } },
      'tenant-a': { route: { stable: 99, canary: 1 } },
    });
    const pull = await github.pullRequest(pullRequest?.number ?? 0);
    expect(pull.mergeable).toBe(true);
  });

  it.each([
    ['a file of their own', `${BACKEND_FOLDER}/notes.yaml`, () => 'a: 1\n'],
    ['an edit of a generated file', VIRTUAL_SERVICE, (text: string) => `${text}# by hand\n`],
  ])('leaves %s on the branch alone when the deployed branch moved', async (_what, path, edit) => {
    const { forge, github, propose } = parts;
    await propose(stagingCanary(25));
    const generated = await github.text(VIRTUAL_SERVICE, ANAS_BRANCH);
    const reviewers = await forge.commit({
      branch: ANAS_BRANCH,
      files: { [path]: edit(generated) },
      author: 'kim',
    });
    await forge.commit({ files: { 'apps/unrelated.yaml': 'a: 1\n' } });
    await expect(propose(devStable)).rejects.toMatchObject({
      statusCode: 409,
      cause: { message: expect.stringContaining(`changes ${path} by hand`) },
    });
    expect(await github.head(ANAS_BRANCH)).toBe(reviewers);
  });

  it('shows where the open pull request and the deployed branch disagree', async () => {
    const { forge, github, propose } = parts;
    await propose(stagingCanary(25));
    const deployed = await github.text(BACKEND_POLICY);
    await forge.commit({
      files: {
        [BACKEND_POLICY]: deployed
          .replace('canary: 10', 'canary: 40')
          .replace('stable: 90', 'stable: 60'),
      },
    });
    await expect(propose(devStable)).rejects.toMatchObject({ statusCode: 409 });
    // Who decides the field anew, settles it.
    expect((await propose(stagingCanary(30))).status).toBe('updated');
  });

  it.each(['merge', 'squash'] as const)('after a %s opens a new pull request', async method => {
    const { github, propose } = parts;
    const first = await propose(stagingCanary(25));
    await github.merge(first.pullRequest?.number ?? 0, method);
    const second = await propose(stagingCanary(30));
    expect(second.status).toBe('created');
    expect(second.pullRequest?.number).not.toBe(first.pullRequest?.number);
    expect((await github.pullRequest(second.pullRequest?.number ?? 0)).mergeable).toBe(true);
    expect(Object.keys(await github.changes(second.pullRequest?.number ?? 0))).toHaveLength(2);
  });

  it('after a closed one starts from what is deployed, and loses no commit', async () => {
    const { github, propose } = parts;
    const first = await propose(stagingCanary(25));
    const closed = await github.head(ANAS_BRANCH);
    await github.closePullRequest(first.pullRequest?.number ?? 0);
    const second = await propose(devStable);
    expect(second.status).toBe('created');
    expect(callersOf(await github.text(BACKEND_POLICY, ANAS_BRANCH))).toMatchObject({
      staging: { route: { stable: 90, canary: 10 } },
      dev: { route: { stable: 100 } },
    });
    const head = await github.commit(await github.head(ANAS_BRANCH));
    expect(head.parents.map(({ sha }) => sha)).toContain(closed);
  });
});

describe('who may', () => {
  const parts = useForgeAndPortal();
  const base = { commit: '0'.repeat(40), policyBlob: null };

  it.each([
    ['a stranger', SAM],
    ['somebody who may only read', KIM],
  ])('%s is refused before the forge is asked, and the refusal recorded', async (_who, person) => {
    const { forge, portal } = parts;
    await expect(
      portal.as(person).proposePolicy({ ...BACKEND, base, patch: devStable }),
    ).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: expect.stringContaining('mesh-traffic.policy.propose is missing') },
    });
    expect(forge.requests.apiCalls).toBe(0);
    expect(portal.audit).toEqual([
      expect.objectContaining({ eventId: 'policy-propose', outcome: 'fail' }),
    ]);
  });

  it('the owner of an entity that names a service of somebody else is refused', async () => {
    const { forge, portal } = parts;
    const entityRef = 'component:default/copycat';
    await expect(
      portal.as(KIM).proposePolicy({ entityRef, base, patch: devStable }),
    ).rejects.toMatchObject({
      statusCode: 403,
      cause: {
        message: expect.stringContaining(
          'component:default/backend stands for shared-services/backend too',
        ),
      },
    });
    expect(forge.requests.apiCalls).toBe(0);
    expect(portal.audit).toEqual([expect.objectContaining({ outcome: 'fail' })]);
  });

  it('a stranger sees nothing, also of what others have just loaded', async () => {
    const { portal } = parts;
    await portal.as(ANA).getPolicy(BACKEND);
    await expect(portal.as(SAM).getPolicy(BACKEND)).rejects.toMatchObject({ statusCode: 403 });
    await expect(portal.as(SAM).getTraffic(BACKEND)).rejects.toMatchObject({ statusCode: 403 });
    await expect(
      portal.as(SAM).previewPolicy({ ...BACKEND, patch: devStable }),
    ).rejects.toMatchObject({ statusCode: 403 });
    expect((await portal.as(SAM).listPolicies()).policies).toEqual([]);
  });

  it('a plugin without a person cannot write', async () => {
    const { forge, portal } = parts;
    const response = await portal.fetch('/v1/policies/propose', {
      method: 'POST',
      headers: portal.asService(),
      body: JSON.stringify({ ...BACKEND, base, patch: devStable }),
    });
    expect(response.status).toBe(403);
    expect(forge.requests.apiCalls).toBe(0);
    expect(portal.audit).toHaveLength(1);
  });

  it('a service that no entity stands for is for policy admins', async () => {
    const { portal } = parts;
    const policyRef = { mesh: 'production', namespace: 'shared-services', service: 'backend' };
    await expect(
      portal.as(ANA).previewPolicy({ policyRef, patch: devStable }),
    ).rejects.toMatchObject({ statusCode: 403 });
    const { review } = await portal.as(PAT).previewPolicy({ policyRef, patch: devStable });
    expect(review.unchanged).toBe(false);
    await expect(
      portal.as(ANA).proposePolicy({ policyRef, base, patch: devStable }),
    ).rejects.toMatchObject({ statusCode: 403 });
    expect(portal.audit).toMatchObject([
      { outcome: 'fail', meta: { target: 'production/shared-services/backend' } },
    ]);
    const path = '/v1/policies/shared-services/backend?mesh=production';
    expect((await portal.fetch(path, { as: ANA })).status).toBe(403);
    expect((await portal.fetch(path, { as: PAT })).status).toBe(200);
  });

  it('the list holds what a person may see', async () => {
    const { portal } = parts;
    const ofAna = await portal.as(ANA).listPolicies();
    expect(ofAna.failures).toEqual([]);
    expect(ofAna.policies.map(({ service, entityRef }) => [service.service, entityRef])).toEqual([
      ['api', 'component:default/api'],
      ['backend', 'component:default/backend'],
    ]);
    expect(ofAna.policies[1]).toMatchObject({
      callers: 4,
      diagnostics: { errors: 0 },
      drift: 0,
      openPullRequests: 0,
    });
  });
});
