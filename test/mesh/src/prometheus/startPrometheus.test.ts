import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { createServer } from 'http';
import { askPrometheus } from '../flagger/askPrometheus';
import { Mesh, startMesh } from '../startMesh';
import { exampleFiles } from '../testing/exampleFiles';
import { TestRepository } from '../testing/TestRepository';
import { until } from '../testing/until';
import { Prometheus, PrometheusOptions, startPrometheus } from './startPrometheus';

jest.setTimeout(120_000);

const SERVICE = { mesh: 'demo', namespace: 'shared-services', service: 'backend' };
const SOURCE = 'reporter="source",destination_service="backend.shared-services.svc.cluster.local"';
const WINDOW_SECONDS = 300;

async function started(options: PrometheusOptions): Promise<Prometheus> {
  const { prometheus, reason } = await startPrometheus(options);
  if (!prometheus) throw new Error(`This test needs a real Prometheus. ${reason}`);
  return prometheus;
}

interface PrometheusVector {
  data: { result: Array<{ metric: Record<string, string>; value: [number, string] }> };
}

/** Numbers of an instant query by the values of the grouping labels. */
async function query(url: string, promql: string, at: number): Promise<Map<string, number>> {
  const search = new URLSearchParams({ query: promql, time: String(at) });
  const answer: PrometheusVector = await (await fetch(`${url}/api/v1/query?${search}`)).json();
  return new Map(
    answer.data.result.map(({ metric, value }) => [
      Object.values(metric).sort().join(' '),
      Number(value[1]),
    ]),
  );
}

describe('startPrometheus with the mesh', () => {
  let repository: TestRepository;
  let mesh: Mesh;
  let prometheus: Prometheus | undefined;

  beforeAll(async () => {
    repository = await TestRepository.create(exampleFiles());
    mesh = await startMesh({
      repository: repository.directory,
      branch: 'main',
      historyMinutes: 60,
    });
    prometheus = await started({
      targets: [{ url: mesh.url, history: true }],
      scrapeIntervalSeconds: 1,
    });
  });

  afterAll(async () => {
    await prometheus?.close();
    await mesh?.close();
    await repository?.remove();
  });

  async function measured(): Promise<{ url: string; snapshot: TrafficSnapshot; at: number }> {
    const url = prometheus?.url ?? '';
    await until(async () => {
      const now = Date.now() / 1000;
      const scraped = await query(url, `count(istio_requests_total{${SOURCE}} offset 1s)`, now);
      return scraped.size > 0 ? true : undefined;
    });
    const snapshot = mesh.readTraffic({
      service: SERVICE,
      windowSeconds: WINDOW_SECONDS,
      stepSeconds: 15,
      panels: false,
    });
    return { url, snapshot, at: Date.parse(snapshot.takenAt) / 1000 };
  }

  it('measures the calls of each caller as /traffic does', async () => {
    const { url, snapshot, at } = await measured();
    const rates = await query(
      url,
      `60 * sum by (source_workload_namespace) (rate(istio_requests_total{${SOURCE}}[${WINDOW_SECONDS}s]))`,
      at,
    );
    expect([...rates.keys()].sort()).toEqual(
      snapshot.callers.map(caller => caller.namespace).sort(),
    );
    for (const { namespace, requestsPerMinute = NaN } of snapshot.callers) {
      // Prometheus looks at its own samples, which end a little earlier, and extrapolates.
      const tolerance = 2 + requestsPerMinute * 0.05;
      expect(Math.abs((rates.get(namespace) ?? NaN) - requestsPerMinute)).toBeLessThan(tolerance);
    }
  });

  it("answers the queries of people's templates, and says when it cannot", async () => {
    const { url } = await measured();
    const ask = askPrometheus(url);
    expect(await ask('vector(2)')).toBe(2);
    expect(await ask('count(istio_requests_total) > 0')).toBeGreaterThan(0);
    expect(await ask('nobody_measures_this')).toBeUndefined();
    expect(await ask('vector(0) / vector(0)')).toBeUndefined();
    await expect(ask('sum(')).rejects.toThrow('Prometheus answered 400');
    // Flagger reads series alone.
    expect(await ask('2')).toBeUndefined();
    await expect(askPrometheus('http://127.0.0.1:1')('vector(2)')).rejects.toThrow();
  });

  it('measures versions and latency as /traffic does', async () => {
    const { url, snapshot, at } = await measured();
    const staging = snapshot.callers.find(({ namespace }) => namespace === 'staging');
    const versions = await query(
      url,
      `sum by (destination_version) (rate(istio_requests_total{${SOURCE},source_workload_namespace="staging"}[${WINDOW_SECONDS}s]))`,
      at,
    );
    const total = (versions.get('stable') ?? NaN) + (versions.get('canary') ?? NaN);
    for (const { version, share } of staging?.versions ?? []) {
      expect(Math.abs((versions.get(version) ?? NaN) / total - share)).toBeLessThan(0.02);
    }
    const p95 = await query(
      url,
      `histogram_quantile(0.95, sum by (le, source_workload_namespace) (rate(istio_request_duration_milliseconds_bucket{${SOURCE}}[${WINDOW_SECONDS}s])))`,
      at,
    );
    const prod = snapshot.callers.find(({ namespace }) => namespace === 'prod');
    expect((p95.get('prod') ?? NaN) / (prod?.p95Ms ?? NaN)).toBeCloseTo(1, 1);
  });

  it('goes on from the history without a jump', async () => {
    const { url, at } = await measured();
    const total = `sum(rate(istio_requests_total{${SOURCE}}[2m]))`;
    const lowest = await query(url, `60 * min_over_time(${total}[50m:15s])`, at);
    const highest = await query(url, `60 * max_over_time(${total}[50m:15s])`, at);
    expect(lowest.get('')).toBeGreaterThan(4000);
    expect(highest.get('')).toBeLessThan(6500);
  });

  it('ends the program it started', async () => {
    const { pid, close } = await started({ targets: [] });
    expect(process.kill(pid, 0)).toBe(true);
    await close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('says why a Prometheus did not start', async () => {
    const occupied = createServer();
    await new Promise<void>(resolve => {
      occupied.listen(0, '127.0.0.1', () => resolve());
    });
    const address = occupied.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startPrometheus({ targets: [], port })).rejects.toThrow(
      /Prometheus ended with code 1: .*address already in use/s,
    );
    await new Promise(resolve => {
      occupied.close(resolve);
    });
  });

  it('gives a reason when there is no program', async () => {
    const path = process.env.PATH;
    process.env.PATH = repository.directory;
    try {
      expect(await startPrometheus({ targets: [] })).toEqual({
        reason: 'There is no program "prometheus" on the PATH.',
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
