import { ANA } from './__testUtils__/startPortal';
import {
  ANAS_BRANCH,
  BACKEND,
  BACKEND_FOLDER,
  stagingCanary,
  useForgeAndPortal,
} from './__testUtils__/useForgeAndPortal';

jest.setTimeout(60_000);

const WEB = { entityRef: 'component:default/web' };
const WEB_FOLDER = 'mesh/shared-services/web';

/** All calls to a service, by a hand-written rule. */
const byHand = (service: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: legacy
  namespace: shared-services
spec:
  hosts: [${service}]
  http:
    - route: [{ destination: { host: ${service} } }]
`;

const firstPolicy = {
  spec: {
    service: { ports: [{ name: 'http', number: 80, protocol: 'http' }] },
    versions: { stable: { labels: { version: 'stable' } } },
    otherCallers: { access: 'allow', route: { stable: 100 } },
  },
};

describe("what lies in a policy's folder beside it", () => {
  const parts = useForgeAndPortal();

  it.each(['backend', 'api'])('is in order in the demo: %s', async name => {
    const { review } = await parts.portal.as(ANA).previewPolicy({
      entityRef: `component:default/${name}`,
      patch: { spec: { callers: { prod: { timeout: '9s' } } } },
    });
    expect(review).toMatchObject({ unchanged: false, diagnostics: [], known: [], cured: [] });
  });

  it('stops a change that does not go with it, and nothing is written', async () => {
    const { forge, portal, propose } = parts;
    await forge.commit({ files: { [`${WEB_FOLDER}/legacy.yaml`]: byHand('web') } });
    const { review } = await portal.as(ANA).previewPolicy({ ...WEB, patch: firstPolicy });
    expect(review.diagnostics).toMatchObject([
      { code: 'MT2013', severity: 'error', file: `${WEB_FOLDER}/legacy.yaml`, line: 7 },
    ]);
    expect(review.files).toEqual([]);

    await expect(propose(firstPolicy, ANA, WEB.entityRef)).rejects.toMatchObject({
      statusCode: 400,
      cause: {
        name: 'InputError',
        message: expect.stringMatching(
          /^mesh\/shared-services\/web\/legacy.yaml, spec.hosts: shared-services\/web has rules/,
        ),
      },
    });
    expect(forge.requests.count({ access: 'write' })).toBe(0);
  });

  it('does not stop a change that has nothing to do with it', async () => {
    const { forge, github, portal, propose } = parts;
    await forge.commit({ files: { [`${BACKEND_FOLDER}/legacy.yaml`]: byHand('backend') } });
    const { status, review, pullRequest } = await propose(stagingCanary(25));
    expect(status).toBe('created');
    expect(review.diagnostics).toEqual([]);
    expect(review.known).toMatchObject([{ code: 'MT2013', severity: 'error' }]);
    const { body } = await github.pullRequest(pullRequest?.number ?? 0);
    expect(body).toContain('<details><summary>Checks (1 there before)</summary>');
    expect(body).toContain(`(${BACKEND_FOLDER}/legacy.yaml, spec.hosts, line 7)`);

    const { policies } = await portal.as(ANA).listPolicies();
    const backend = policies.find(({ entityRef }) => entityRef === BACKEND.entityRef);
    expect(backend?.diagnostics).toEqual({ errors: 1, warnings: 0 });
  });

  it('stops a second change when somebody put it on the branch of the first', async () => {
    const { forge, github, propose } = parts;
    const { pullRequest } = await propose(stagingCanary(25));
    await forge.commit({
      branch: ANAS_BRANCH,
      files: { [`${BACKEND_FOLDER}/legacy.yaml`]: byHand('backend') },
    });
    await expect(propose(stagingCanary(30))).rejects.toMatchObject({
      statusCode: 400,
      cause: { message: expect.stringMatching(/backend\/legacy.yaml, spec.hosts: /) },
    });
    const { title } = await github.pullRequest(pullRequest?.number ?? 0);
    expect(title).toContain('25 %');
  });

  it('is cured by a change that puts an edited file right', async () => {
    const { forge, github, portal } = parts;
    const path = `${BACKEND_FOLDER}/virtual-service.yaml`;
    const edited = (await github.text(path)).replace('subset: canary', 'subset: kanary');
    await forge.commit({ files: { [path]: edited } });
    const patch = stagingCanary(25);
    const { review, base } = await portal.as(ANA).previewPolicy({ ...BACKEND, patch });
    expect(review.cured).toMatchObject([{ code: 'MT2014', file: path }]);
    const driftAck = review.drift.flatMap(({ blob }) => blob ?? []);
    const { status } = await portal.as(ANA).proposePolicy({ ...BACKEND, base, patch, driftAck });
    expect(status).toBe('created');
  });

  it('counts as accepted until the day that the policy names', async () => {
    const often = { timeout: '5s', retries: { attempts: 2, retryOn: ['5xx'] } };
    const codesUntil = async (until: string) => {
      const accepted = { code: 'MT2022', reason: 'reads only', owner: 'team-backend', until };
      const { review } = await parts.portal.as(ANA).previewPolicy({
        ...BACKEND,
        patch: { spec: { callers: { prod: often }, suppressions: [accepted] } },
      });
      return review.diagnostics.map(({ code }) => code);
    };
    expect(await codesUntil('2999-12-31')).toEqual([]);
    expect(await codesUntil('2020-12-31')).toEqual(['MT2022']);
  });
});
