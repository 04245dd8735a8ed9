import { Forge, startForge } from 'forge';
import { Mesh, startMesh, startPrometheus } from 'mesh';
import { forgeClient } from './__testUtils__/forgeClient';
import { startProxy, Proxy } from './__testUtils__/startProxy';
import { ANA, KIM, Portal, SAM, startPortal } from './__testUtils__/startPortal';
import { BACKEND, stagingCanary } from './__testUtils__/useForgeAndPortal';

jest.setTimeout(120_000);

const SECRET = 'tenant-s3cret';
/** The service's own numbers are asked anew after this long. */
const FRESH_MS = 5_000;

describe('traffic from a real Prometheus', () => {
  let forge: Forge;
  let mesh: Mesh;
  let proxy: Proxy;
  let portal: Portal;
  let closePrometheus: () => Promise<void>;

  beforeAll(async () => {
    forge = await startForge();
    mesh = await startMesh({ repository: forge.repositoryUrl, branch: 'main', token: forge.token });
    const { prometheus, reason } = await startPrometheus({
      targets: [{ url: mesh.url, history: true }],
    });
    if (!prometheus) throw new Error(`${reason} Install it: apt-get install prometheus`);
    closePrometheus = () => prometheus.close();
    proxy = await startProxy(prometheus.url);
  });

  beforeEach(async () => {
    proxy.down = false;
    proxy.clear();
    portal = await startPortal({
      forge,
      prometheus: {
        url: proxy.url,
        headers: { 'X-Scope-OrgID': SECRET },
        scrapeInterval: { seconds: 2 },
      },
    });
  });

  afterEach(async () => {
    forge.faults.clear();
    await portal.close();
  });

  afterAll(async () => {
    await proxy?.close();
    await closePrometheus?.();
    await mesh?.close();
    await forge?.close();
  });

  it('shows who calls, how much, and whether it goes as planned', async () => {
    // Traffic does not wait long for a plan that is not known yet.
    await portal.as(KIM).getPolicy(BACKEND);
    const { snapshot, verdicts, service } = await portal.as(KIM).getTraffic(BACKEND);
    expect(service).toMatchObject({ namespace: 'shared-services', service: 'backend' });
    expect(snapshot).toMatchObject({ source: 'Prometheus', stale: false, truncated: 0 });
    const callers = new Map(snapshot.callers.map(caller => [caller.namespace, caller]));
    expect([...callers.keys()]).toEqual(expect.arrayContaining(['prod', 'staging', 'batch']));
    const prod = callers.get('prod');
    expect(prod?.requestsPerMinute).toBeGreaterThan(100);
    expect(prod?.p95Ms).toBeGreaterThan(0);
    expect(prod?.mutualTlsShare).toBe(1);
    expect(prod?.versions.map(({ version, share }) => [version, share])).toEqual([['stable', 1]]);
    const canary = callers.get('staging')?.versions.find(({ version }) => version === 'canary');
    expect(canary?.share).toBeGreaterThan(0.05);
    expect(canary?.share).toBeLessThan(0.15);
    expect(verdicts).toMatchObject({
      prod: { word: 'asPlanned', stage: 'live' },
      batch: { word: 'notListed' },
    });
  });

  it('adds up: the totals are those of the callers', async () => {
    const { snapshot } = await portal.as(KIM).getTraffic(BACKEND);
    const sum = snapshot.callers.reduce((all, caller) => all + (caller.requestsPerMinute ?? 0), 0);
    expect(snapshot.totals.requestsPerMinute).toBeCloseTo(sum, 3);
  });

  it('draws the four charts over the last half hour at least, each with measured points', async () => {
    const { snapshot } = await portal.as(KIM).getTraffic(BACKEND);
    expect(snapshot.panels.map(({ id, unit }) => [id, unit])).toEqual([
      ['requests', 'perMinute'],
      ['failed', 'share'],
      ['versions', 'share'],
      ['latencyP95', 'ms'],
    ]);
    for (const { series } of snapshot.panels) {
      const prod = series.find(({ labels }) => labels.caller === 'prod')?.points ?? [];
      expect(prod[prod.length - 1][0] - prod[0][0]).toBe(1800);
      expect(prod.filter(([, value]) => value !== undefined).length).toBeGreaterThan(20);
    }
  });

  it('costs at most 4 queries for a cold tab', async () => {
    await portal.as(ANA).getTraffic(BACKEND);
    expect(proxy.asked.length).toBeLessThanOrEqual(4);
  });

  it('is asked once for 20 viewers', async () => {
    const viewers = Array.from({ length: 20 }, (_, i) => portal.as(i % 2 ? ANA : KIM));
    const answers = await Promise.all(viewers.map(viewer => viewer.getTraffic(BACKEND)));
    expect(proxy.asked.length).toBeLessThanOrEqual(4);
    expect(new Set(answers.map(({ snapshot }) => snapshot.takenAt)).size).toBe(1);
  });

  it('is not asked for a stranger', async () => {
    await expect(portal.as(SAM).getTraffic(BACKEND)).rejects.toMatchObject({ statusCode: 403 });
    expect(proxy.asked).toEqual([]);
  });

  it('brings its numbers into a review', async () => {
    // A review does not wait long for numbers that are not there yet.
    await portal.as(ANA).getTraffic(BACKEND);
    const { review } = await portal.as(ANA).previewPolicy({ ...BACKEND, patch: stagingCanary(25) });
    expect(review.traffic?.source).toBe('Prometheus');
    const staging = review.callers.find(({ caller }) => caller === 'staging');
    expect(staging?.requestsPerMinute).toBeGreaterThan(0);
  });

  it('is empty, not zero, for a service that nobody calls', async () => {
    const { snapshot } = await portal.as(ANA).getTraffic({ entityRef: 'component:default/quiet' });
    expect(snapshot).toMatchObject({ callers: [], totals: {}, gaps: [] });
  });

  it('is shown while the forge is down, with the reason why nothing is judged', async () => {
    forge.faults.inject({ kind: 'graphql', fault: { type: 'reset' }, times: 1000 });
    const { snapshot, verdicts } = await portal.as(ANA).getTraffic(BACKEND);
    expect(snapshot.callers.length).toBeGreaterThan(0);
    expect(verdicts.prod).toMatchObject({
      word: 'cannotTell',
      reason: expect.stringContaining('The plan is not known.'),
    });
  });

  it('is shown while the forge hangs', async () => {
    forge.faults.inject({ kind: 'graphql', fault: { type: 'timeout' }, times: 1000 });
    const { snapshot, verdicts } = await portal.as(ANA).getTraffic(BACKEND);
    expect(snapshot.callers.length).toBeGreaterThan(0);
    expect(verdicts.prod.word).toBe('cannotTell');
  });

  it('says when monitoring is down, without its secrets', async () => {
    proxy.down = true;
    await expect(portal.as(ANA).getTraffic(BACKEND)).rejects.toMatchObject({
      statusCode: 503,
      cause: {
        message: 'Monitoring is not answering. Try again in a moment.',
      },
    });
    expect(portal.logs.join('\n')).not.toContain(SECRET);
    // A proposal does not need it.
    const { review } = await portal.as(ANA).previewPolicy({ ...BACKEND, patch: stagingCanary(25) });
    expect(review.traffic).toBeUndefined();
  });

  it('shows the last numbers as old while monitoring is down', async () => {
    const first = await portal.as(ANA).getTraffic(BACKEND);
    proxy.down = true;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + FRESH_MS + 1);
    const second = await portal.as(ANA).getTraffic(BACKEND);
    clock.mockRestore();
    expect(second.snapshot).toEqual({ ...first.snapshot, stale: true });
  });

  it('waits for new traffic after a merge, and counts only that', async () => {
    const github = forgeClient(forge);
    const { base } = await portal.as(ANA).getPolicy(BACKEND);
    const { pullRequest } = await portal
      .as(ANA)
      .proposePolicy({ ...BACKEND, base, patch: stagingCanary(50) });
    await github.merge(pullRequest?.number ?? 0);
    await portal.as(KIM).getPolicy(BACKEND);
    const { snapshot, verdicts } = await portal.as(KIM).getTraffic(BACKEND);
    expect(snapshot.windowSeconds).toBe(60);
    expect(verdicts.staging).toMatchObject({ stage: 'waitingForTraffic' });
  });
});
