import { ANA, PAT } from './__testUtils__/startPortal';
import {
  BACKEND,
  BACKEND_FOLDER,
  BACKEND_POLICY,
  stagingCanary,
  useForgeAndPortal,
} from './__testUtils__/useForgeAndPortal';

jest.setTimeout(60_000);

const staging = (route: Record<string, unknown>) => ({ spec: { callers: { staging: { route } } } });

describe('a change that cannot hold', () => {
  const parts = useForgeAndPortal();

  it.each([
    ['weights that add up to 90', staging({ stable: 80, canary: 10 }), /add.* 90/],
    ['a version that is not declared', staging({ stable: 90, beta: 10 }), /beta/],
    [
      'a namespace that is no DNS-1123 label',
      { spec: { callers: { 'Staging EU': { access: 'allow', route: { stable: 100 } } } } },
      /Staging EU/,
    ],
    ['a field that no policy has', { spec: { colour: 'blue' } }, /colour/],
  ])('%s is said with a path and a cure; nothing is written', async (_what, patch, message) => {
    const { forge, portal, propose } = parts;
    const { review } = await portal.as(ANA).previewPolicy({ ...BACKEND, patch });
    const error = review.diagnostics.find(({ severity }) => severity === 'error');
    expect(error).toMatchObject({
      path: expect.stringMatching(/^spec/),
      message: expect.stringMatching(message),
      help: expect.stringMatching(/\.$/),
    });

    await expect(propose(patch)).rejects.toMatchObject({
      statusCode: 400,
      cause: { name: 'InputError', message: expect.stringMatching(message) },
    });
    expect(forge.requests.count({ access: 'write' })).toBe(0);
  });

  it('a patch nested without end is refused', async () => {
    const depth = 50_000;
    const patch = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const response = await parts.portal.fetch('/v1/policies/preview', {
      method: 'POST',
      as: ANA,
      body: `{"entityRef":"${BACKEND.entityRef}","patch":${patch}}`,
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('nests deeper than 40 levels');
  });
});

describe('a repository that somebody edited', () => {
  const parts = useForgeAndPortal();

  it('so that the policy is no YAML: said with its line, and nothing is written', async () => {
    const { forge, portal, propose } = parts;
    await forge.commit({ files: { [BACKEND_POLICY]: 'kind: RoutingPolicy\nspec: [\n' } });
    const details = await portal.as(ANA).getPolicy(BACKEND);
    expect(details.policy).toBeUndefined();
    expect(details.base.policyBlob).toMatch(/^[0-9a-f]{40}$/);
    expect(details.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'error', line: expect.any(Number) }),
    );
    await expect(propose(stagingCanary(25))).rejects.toMatchObject({ statusCode: 400 });
    expect(forge.requests.count({ access: 'write' })).toBe(0);
  });

  it('so that the document is about another service: said, and nothing is written', async () => {
    const { forge, github, portal, propose } = parts;
    const text = (await github.text(BACKEND_POLICY)).replace('name: backend', 'name: api');
    await forge.commit({ files: { [BACKEND_POLICY]: text } });
    const { diagnostics, policy } = await portal.as(ANA).getPolicy(BACKEND);
    expect(policy).toBeUndefined();
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'MT1851' }));
    await expect(propose(stagingCanary(25))).rejects.toMatchObject({ statusCode: 400 });
  });

  it('in the field that the form shows: a conflict with both values, and nothing is written', async () => {
    const { forge, github, portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const text = await github.text(BACKEND_POLICY);
    await forge.commit({
      files: {
        [BACKEND_POLICY]: text
          .replace('canary: 10', 'canary: 40')
          .replace('stable: 90', 'stable: 60'),
      },
    });
    const response = await portal.fetch('/v1/policies/propose', {
      method: 'POST',
      as: ANA,
      body: JSON.stringify({ ...BACKEND, base, patch: stagingCanary(25) }),
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: {
        name: 'ConflictError',
        message: expect.stringContaining('spec.callers.staging.route'),
      },
      conflicts: [
        {
          path: 'spec.callers.staging.route',
          base: { stable: 90, canary: 10 },
          mine: { stable: 75, canary: 25 },
          theirs: { stable: 60, canary: 40 },
        },
      ],
    });
    expect(forge.requests.count({ access: 'write' })).toBe(0);

    const preview = await portal
      .as(ANA)
      .previewPolicy({ ...BACKEND, base, patch: stagingCanary(25) });
    expect(preview.conflicts).toHaveLength(1);
  });

  it('in another field: no conflict, and both changes stand', async () => {
    const { forge, github, portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const text = await github.text(BACKEND_POLICY);
    await forge.commit({
      files: { [BACKEND_POLICY]: text.replace('# Customers: nothing but', '# Nothing but') },
    });
    const outcome = await portal
      .as(ANA)
      .proposePolicy({ ...BACKEND, base, patch: stagingCanary(25) });
    expect(outcome.status).toBe('created');
    const branch = outcome.pullRequest?.branch;
    expect(await github.text(BACKEND_POLICY, branch)).toContain('# Nothing but');
  });

  it('a base that does not belong together is refused', async () => {
    const { portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const { base: ofApi } = await portal.as(ANA).getPolicy({ entityRef: 'component:default/api' });
    await expect(
      portal.as(ANA).proposePolicy({
        ...BACKEND,
        base: { ...base, policyBlob: ofApi.policyBlob },
        patch: stagingCanary(25),
      }),
    ).rejects.toMatchObject({
      statusCode: 400,
      cause: { message: expect.stringContaining('Load the page again') },
    });
  });

  it('in a generated file: overwritten only once a person agreed to it', async () => {
    const { forge, github, portal } = parts;
    const path = `${BACKEND_FOLDER}/virtual-service.yaml`;
    const generated = await github.text(path);
    await forge.commit({ files: { [path]: `${generated}# by hand\n` } });
    const { base, drift } = await portal.as(ANA).getPolicy(BACKEND);
    expect(drift).toEqual([expect.objectContaining({ path, status: 'edited' })]);

    const body = { ...BACKEND, base, patch: stagingCanary(25) };
    const response = await portal.fetch('/v1/policies/propose', {
      method: 'POST',
      as: ANA,
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(409);
    const refusal = await response.json();
    expect(refusal).toMatchObject({
      error: { message: expect.stringContaining('was edited by hand') },
      conflicts: [],
      drift: [{ path, status: 'edited', diff: expect.stringContaining('by hand') }],
    });
    expect(forge.requests.count({ access: 'write' })).toBe(0);

    const driftAck = [refusal.drift[0].blob];
    const outcome = await portal.as(ANA).proposePolicy({ ...body, driftAck });
    expect(outcome.status).toBe('created');
    expect(await github.text(path, outcome.pullRequest?.branch)).not.toContain('by hand');
  });

  it('in a generated file on both branches: what is answered can be agreed to', async () => {
    const { forge, github, portal } = parts;
    const path = `${BACKEND_FOLDER}/virtual-service.yaml`;
    const generated = await github.text(path);
    await forge.commit({ files: { [path]: `${generated}# by hand, deployed\n` } });
    const propose = async (percent: number, driftAck: string[] = []) => {
      const { base } = await portal.as(ANA).getPolicy(BACKEND);
      const response = await portal.fetch('/v1/policies/propose', {
        method: 'POST',
        as: ANA,
        body: JSON.stringify({ ...BACKEND, base, patch: stagingCanary(percent), driftAck }),
      });
      return response.json();
    };
    const blobsOf = ({ drift }: { drift: Array<{ blob: string }> }) =>
      drift.map(({ blob }) => blob);
    const { pullRequest } = await propose(25, blobsOf(await propose(25)));
    await forge.commit({
      branch: pullRequest.branch,
      files: { [path]: `${generated}# by hand, proposed\n` },
    });
    const outcome = await propose(30, blobsOf(await propose(30)));
    expect(outcome).toMatchObject({ status: 'updated' });
    expect(await github.text(path, pullRequest.branch)).not.toContain('by hand');
  });
});

describe('a request that cannot be used', () => {
  const parts = useForgeAndPortal();

  const post = (body: string) =>
    parts.portal.fetch('/v1/policies/propose', { method: 'POST', as: ANA, body });

  it.each([
    ['no JSON', '{', 400],
    ['nothing', '{}', 400],
    ['a patch that is a list', JSON.stringify({ ...BACKEND, patch: [] }), 400],
    [
      'a commit that is none',
      JSON.stringify({
        ...BACKEND,
        patch: {},
        base: { commit: '../../etc/passwd', policyBlob: null },
      }),
      400,
    ],
    ['more than 512 kB', JSON.stringify({ ...BACKEND, note: 'x'.repeat(600_000) }), 413],
  ])('%s is answered with what is wrong', async (_what, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(parts.forge.requests.apiCalls).toBe(0);
  });

  it('names each field that is wrong', async () => {
    const response = await parts.portal.fetch('/v1/traffic?entityRef=backend&windowSeconds=1', {
      as: ANA,
    });
    expect((await response.json()).error.message).toMatch(/entityRef: .*; windowSeconds: /);
  });

  it.each([
    ['an entity that says nothing of a service', 'component:default/reports', /Add the annotation/],
    ['an entity that nobody knows', 'component:default/nobody', /The catalog has no/],
  ])('%s is not found, with the way out', async (_what, entityRef, message) => {
    await expect(parts.portal.as(ANA).getPolicy({ entityRef })).rejects.toMatchObject({
      statusCode: 404,
      cause: { message: expect.stringMatching(message) },
    });
    await expect(parts.portal.as(ANA).getTraffic({ entityRef })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('a mesh that is not configured is not found', async () => {
    const policyRef = { mesh: 'staging', namespace: 'shared-services', service: 'backend' };
    await expect(
      parts.portal.as(PAT).previewPolicy({ policyRef, patch: {} }),
    ).rejects.toMatchObject({
      statusCode: 404,
      cause: { message: 'The mesh "staging" is not configured; there is: production.' },
    });
  });

  it('a path that leads out of the folder never reaches the forge', async () => {
    for (const service of ['..%2F..', '.github', 'a%2Fb', 'A']) {
      const response = await parts.portal.fetch(
        `/v1/policies/shared-services/${service}?mesh=production`,
        { as: PAT },
      );
      expect([400, 404]).toContain(response.status);
    }
    expect(parts.forge.requests.apiCalls).toBe(0);
  });
});

describe('a note with markup in it', () => {
  const parts = useForgeAndPortal();

  it('is text in the pull request, and no trailer of the commit', async () => {
    const { github, portal } = parts;
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const note = '<img src=x onerror=alert(1)> @everyone\n\nRequested-by: user:default/eve';
    const { pullRequest } = await portal
      .as(ANA)
      .proposePolicy({ ...BACKEND, base, patch: stagingCanary(25), note });
    const pull = await github.pullRequest(pullRequest?.number ?? 0);
    const outsideOfCode = (pull.body ?? '').replace(/```text\n[\s\S]*?\n```/g, '');
    expect(outsideOfCode).not.toContain('<img');
    expect((await github.commit(pull.head.sha)).message).not.toContain('eve');
    expect(pullRequest?.requestedBy).toBe(ANA);
  });
});

describe('a branch that the repository does not have', () => {
  const parts = useForgeAndPortal({ branch: 'production' });

  it('is said everywhere, and is no empty list', async () => {
    const { portal } = parts;
    const reason = expect.stringContaining('has no branch "production"');
    await expect(portal.as(ANA).getPolicy(BACKEND)).rejects.toMatchObject({
      statusCode: 503,
      cause: { message: reason },
    });
    expect(await portal.as(ANA).listPolicies()).toEqual({
      policies: [],
      failures: [{ mesh: 'production', reason }],
    });
  });
});

describe('a forge that is down', () => {
  const parts = useForgeAndPortal();

  it('is said, quickly and without its secrets', async () => {
    const { forge, portal } = parts;
    forge.faults.inject({ fault: { type: 'reset' }, times: 1000 });
    for (const answer of [
      portal.as(ANA).getPolicy(BACKEND),
      portal.as(ANA).previewPolicy({ ...BACKEND, patch: stagingCanary(25) }),
      portal.as(ANA).proposePolicy({
        ...BACKEND,
        base: { commit: '0'.repeat(40), policyBlob: null },
        patch: stagingCanary(25),
      }),
    ]) {
      await expect(answer).rejects.toMatchObject({
        statusCode: 503,
        cause: { message: expect.stringContaining('Try again in a moment.') },
      });
    }
    expect(await portal.as(ANA).listPolicies()).toEqual({
      policies: [],
      failures: [{ mesh: 'production', reason: expect.stringContaining('did not answer') }],
    });
    expect(portal.logs.join('\n')).not.toContain(forge.token);
  });

  it('or refuses the credentials: says whom to ask', async () => {
    const { forge, portal } = parts;
    forge.faults.inject({
      fault: { type: 'status', status: 401, message: `bad ${forge.token}` },
      times: 1000,
    });
    const response = await portal.fetch(`/v1/policy?entityRef=${BACKEND.entityRef}`, { as: ANA });
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).toContain('Ask the platform team to check integrations.github');
    expect(text + portal.logs.join('\n')).not.toContain(forge.token);
  });
});
