import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { execFile } from 'child_process';
import { Mesh, MeshOptions, startMesh } from './startMesh';
import { allowOnlyYaml, exampleFiles } from './testing/exampleFiles';
import { TestRepository } from './testing/TestRepository';
import { until } from './testing/until';

jest.setTimeout(60_000);

const service = { mesh: 'demo', namespace: 'shared-services', service: 'backend' };
const HOST = 'backend.shared-services.svc.cluster.local';

let repository: TestRepository;
let mesh: Mesh | undefined;

beforeEach(async () => {
  repository = await TestRepository.create(exampleFiles());
});

afterEach(async () => {
  await mesh?.close();
  mesh = undefined;
  await repository.remove();
});

async function start(options: Partial<MeshOptions> = {}): Promise<Mesh> {
  mesh = await startMesh({
    repository: repository.directory,
    branch: 'main',
    tickMs: 100,
    pollMs: 100,
    historyMinutes: 0,
    ...options,
  });
  return mesh;
}

/** Value of the one exported series with these labels. */
async function counter(url: string, labels: string[]): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text
    .split('\n')
    .find(
      candidate =>
        candidate.startsWith('istio_requests_total{') &&
        labels.every(label => candidate.includes(label)),
    );
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}

describe('startMesh', () => {
  it('sends the calls of staging to the new version after a commit, and none after the next', async () => {
    const { url } = await start();
    const staging = ['reporter="source"', 'source_workload_namespace="staging"', `"${HOST}"`];
    const canary = [...staging, 'destination_version="canary"', 'response_code="200"'];
    const stable = [...staging, 'destination_version="stable"', 'response_code="200"'];

    const moved = await repository.commit(exampleFiles({ staging: { stable: 0, canary: 100 } }));
    await until(() => (mesh?.commit === moved ? true : undefined));
    const stableAtMove = await counter(url, stable);
    await until(async () => (((await counter(url, canary)) ?? 0) > 8 ? true : undefined));
    expect(await counter(url, stable)).toBe(stableAtMove);

    const back = await repository.commit(exampleFiles({ staging: { stable: 100, canary: 0 } }));
    await until(() => (mesh?.commit === back ? true : undefined));
    const canaryAtMove = await counter(url, canary);
    await until(async () =>
      ((await counter(url, stable)) ?? 0) > (stableAtMove ?? 0) + 4 ? true : undefined,
    );
    expect(await counter(url, canary)).toBe(canaryAtMove);
  });

  it("sends as many calls as the scenario's callers make", async () => {
    const running = await start();
    const began = Date.now();
    const query = { service, windowSeconds: 2, stepSeconds: 15, panels: false };
    const prod = await until(() => {
      const { takenAt, callers } = running.readTraffic(query);
      if (Date.parse(takenAt) - began < 3000) return undefined;
      return callers.find(({ namespace }) => namespace === 'prod');
    });
    // About 4,600; two seconds of it hold some 150 calls.
    expect(prod.requestsPerMinute).toBeGreaterThan(3000);
    expect(prod.requestsPerMinute).toBeLessThan(6500);
  });

  it('turns callers away once a policy that does not list them is merged', async () => {
    const running = await start();
    await repository.commit(
      exampleFiles({ files: { 'mesh/access.yaml': allowOnlyYaml(['prod', 'staging']) } }),
    );
    const query = { service, windowSeconds: 60, stepSeconds: 15, panels: false };
    const batch = await until(() => {
      const caller = running
        .readTraffic(query)
        .callers.find(({ namespace }) => namespace === 'batch');
      return caller?.turnedAwayPerMinute ? caller : undefined;
    });
    expect(batch.failedShare ?? 0).toBe(0);
    expect(await counter(running.url, ['"destination"', '"batch"', 'code="403"'])).toBe(
      await counter(running.url, ['reporter="source"', '"batch"', 'code="403"']),
    );
    expect(await counter(running.url, ['"destination"', '"prod"', 'code="403"'])).toBeUndefined();
  });

  it('has a past at the first look, and answers the same by HTTP', async () => {
    const running = await start({ historyMinutes: 30, tickMs: 60_000 });
    const search = new URLSearchParams({
      ...service,
      windowSeconds: '300',
      stepSeconds: '60',
      panelSeconds: '1200',
    });
    const response = await fetch(`${running.url}/traffic?${search}`);
    const snapshot: TrafficSnapshot = await response.json();
    expect(snapshot).toMatchObject({ source: 'built-in mesh', service, stale: false });
    const prod = snapshot.callers.find(({ namespace }) => namespace === 'prod');
    expect(prod?.requestsPerMinute).toBeGreaterThan(4000);
    expect(prod?.workloads?.map(({ workload }) => workload)).toEqual([
      'shop',
      'checkout',
      'search',
    ]);
    const requests = snapshot.panels[0].series.find(({ labels }) => labels.caller === 'prod');
    expect(requests?.points).toHaveLength(21);
    for (const [, value] of requests?.points ?? []) expect(value).toBeGreaterThan(4000);
  });

  it('sends a gap as a point without a value', async () => {
    const { url } = await start({ historyMinutes: 5 });
    const search = new URLSearchParams({ ...service, stepSeconds: '60', panelSeconds: '1200' });
    const snapshot: TrafficSnapshot = await (await fetch(`${url}/traffic?${search}`)).json();
    expect(snapshot.panels[0].series[0].points[0]).toHaveLength(1);
  });

  it('keeps the last manifests when the new ones cannot be read, and says so', async () => {
    const problems: string[] = [];
    const running = await start({ onProblem: problem => problems.push(problem) });
    const broken = await repository.commit(
      exampleFiles({ files: { 'mesh/broken.yaml': 'a: [1\nb: }' } }),
    );
    await until(() => (running.commit === broken ? true : undefined));
    expect(problems).toEqual([expect.stringMatching(/^mesh\/broken\.yaml: /)]);
    const health = await (await fetch(`${running.url}/healthz`)).json();
    expect(health).toMatchObject({ commit: broken, problems });
  });

  it('goes on calling when the repository is gone, and says why it cannot follow', async () => {
    const problems: string[] = [];
    const running = await start({ onProblem: problem => problems.push(problem) });
    await repository.remove();
    await until(() => problems.at(0));
    expect(problems[0]).toMatch(/git ls-remote failed/);
    const source = ['reporter="source"', '"prod"', 'code="200"'];
    const before = (await counter(running.url, source)) ?? 0;
    await until(async () =>
      ((await counter(running.url, source)) ?? 0) > before ? true : undefined,
    );
  });

  it('exports metrics that promtool accepts, but for the name that Istio chose', async () => {
    const { url } = await start({ historyMinutes: 5 });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const said = await promtoolCheck(metrics);
    expect(said.trim().split('\n')).toEqual([
      'istio_request_duration_milliseconds use base unit "seconds" instead of "milliseconds"',
    ]);
  });

  it('counts the Canaries among the manifests as Flagger does', async () => {
    const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: api, namespace: shared-services }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: api-server }
  service: { name: api, port: 80 }
`;
    await repository.commit(exampleFiles({ files: { 'mesh/canary.yaml': canary } }));
    const running = await start();
    const metrics = await (await fetch(`${running.url}/metrics`)).text();
    expect(metrics).toContain('flagger_info{version="1.44.0",mesh_provider="istio"} 1\n');
    expect(metrics).toContain('flagger_canary_total{namespace="shared-services"} 1\n');
    expect(metrics).toContain(
      'flagger_canary_status{name="api-server",namespace="shared-services"} 1\n',
    );
    // There is no weight before the first release.
    expect(metrics).not.toContain('flagger_canary_weight{');
    const api = { ...service, service: 'api' };
    expect(
      running.readTraffic({ service: api, windowSeconds: 60, stepSeconds: 15, panels: false })
        .rollouts,
    ).toEqual([{ target: 'api-server', phase: 'idle' }]);
  });

  it.each([
    [
      'an unknown scenario',
      { scenario: 'rush-hour' },
      /There is no scenario "rush-hour"\. Choose one of: default, night-job/,
    ],
    ['an unknown branch', { branch: 'release' }, /has no branch "release"/],
    ['a repository that is not there', { repository: '/nowhere/at/all' }, /git ls-remote failed/],
  ])('refuses %s with a sentence', async (_what, options, message) => {
    await expect(start(options)).rejects.toThrow(message);
  });

  it('refuses a port that is in use, and says so', async () => {
    const { port } = new URL((await start()).url);
    const second = startMesh({
      repository: repository.directory,
      branch: 'main',
      port: Number(port),
      historyMinutes: 0,
    });
    await expect(second).rejects.toThrow(`Port ${port} is in use`);
  });

  it.each([
    ['/traffic', 400, 'InputError'],
    ['/nothing', 404, 'NotFoundError'],
  ])('answers %s with %d', async (path, status, name) => {
    const { url } = await start();
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { name } });
  });
});

/** What `promtool check metrics` writes; it finds fault with names, and fails when the text is not valid. */
function promtoolCheck(metrics: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('promtool', ['check', 'metrics'], (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      // 3: valid, with remarks.
      if (!error || error.code === 3) resolve(output);
      else
        reject(
          new Error(`promtool is needed on the PATH and must accept the metrics: ${error.message}`),
        );
    });
    child.stdin?.end(metrics);
  });
}
