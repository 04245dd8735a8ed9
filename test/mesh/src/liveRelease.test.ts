import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { Mesh, startMesh } from './startMesh';
import { exampleFiles } from './testing/exampleFiles';
import { TestRepository } from './testing/TestRepository';
import { until } from './testing/until';

jest.setTimeout(60_000);

const TARGET = 'backend-stable';

interface More {
  /** Hooks of the analysis. */
  webhooks?: string;
  /** A metric beside the latency. */
  metric?: string;
  /** A MetricTemplate. */
  template?: string;
}

/** The example, released by Flagger, with new pods of this image and a threshold for their p99. */
function files(image: string, maxMs: number, more: More = {}): Map<string, string> {
  const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: backend, namespace: shared-services }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: ${TARGET} }
  service: { name: backend, port: 5678 }
  analysis:
    interval: 10s
    threshold: 2
    maxWeight: 50
    stepWeight: 25
    metrics:
      - { name: request-duration, interval: 1m, thresholdRange: { max: ${maxMs} } }
${more.metric ?? ''}
    webhooks: ${more.webhooks ?? '[]'}
${more.template ?? ''}`;
  const all = exampleFiles({ files: { 'mesh/canary.yaml': canary } });
  all.delete('mesh/shared-services/backend/kustomization.yaml');
  all.delete('mesh/shared-services/backend/virtual-service.yaml');
  all.delete('mesh/shared-services/backend/destination-rule.yaml');
  const apps = all.get('apps/backend.yaml') ?? '';
  return all.set('apps/backend.yaml', apps.replaceAll('image: example/app', `image: ${image}`));
}

let repository: TestRepository;
let mesh: Mesh | undefined;

afterEach(async () => {
  await mesh?.close();
  mesh = undefined;
  await repository.remove();
});

interface Release {
  url: string;
  /** Lets ten seconds of the mesh's time pass, and reads which weight and status its metrics tell. */
  step(): Promise<[weight: number, status: number]>;
}

/** Merges a new image. */
async function release(maxMs: number, more: More = {}): Promise<Release> {
  let clock = Date.now();
  repository = await TestRepository.create(files('example/app:1', maxMs, more));
  const running = await startMesh({
    repository: repository.directory,
    branch: 'main',
    pollMs: 100,
    tickMs: 60_000,
    historyMinutes: 0,
    now: () => clock,
  });
  mesh = running;
  const merged = await repository.commit(files('example/app:2', maxMs, more));
  await until(() => (running.commit === merged ? true : undefined));
  return {
    url: running.url,
    async step() {
      clock += 10_000;
      const text = await (await fetch(`${running.url}/metrics`)).text();
      return [
        valueOf(text, `flagger_canary_weight{workload="${TARGET}",`),
        valueOf(text, `flagger_canary_status{name="${TARGET}",`),
      ];
    },
  };
}

async function weightsAfterRelease(maxMs: number, rounds: number) {
  const { step } = await release(maxMs);
  const seen: Array<[weight: number, status: number]> = [];
  for (let round = 0; round < rounds; round += 1) seen.push(await step());
  return seen;
}

function valueOf(metrics: string, start: string): number {
  const line = metrics.split('\n').find(candidate => candidate.startsWith(start)) ?? '';
  return Number(line.slice(line.lastIndexOf(' ')));
}

it('a release that answers in time is moved on step by step, and promoted', async () => {
  expect(await weightsAfterRelease(5000, 7)).toEqual([
    [0, 0],
    [25, 0],
    [50, 0],
    [50, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
});

it('a release that is too slow is taken back', async () => {
  expect(await weightsAfterRelease(5, 6)).toEqual([
    [0, 0],
    [25, 0],
    [25, 0],
    [25, 0],
    [0, 2],
    [0, 2],
  ]);
});

describe('a scenario with releases of its own', () => {
  /** Statuses and weights of two minutes, without a change in the repository. */
  async function watch(scenario: string): Promise<string[]> {
    let clock = Date.now();
    repository = await TestRepository.create(files('example/app:1', 500));
    const running = await startMesh({
      repository: repository.directory,
      branch: 'main',
      scenario,
      tickMs: 60_000,
      historyMinutes: 0,
      now: () => clock,
    });
    mesh = running;
    const seen: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      clock += 10_000;
      const { canaries } = await (await fetch(`${running.url}/healthz`)).json();
      await fetch(`${running.url}/metrics`);
      seen.push(`${canaries[0].phase} ${canaries[0].weight}`);
    }
    return seen.filter((state, index) => state !== seen[index - 1]);
  }

  it('has its bad version taken back', async () => {
    expect(await watch('bad-canary')).toEqual([
      'Initialized undefined',
      'Progressing 0',
      'Progressing 25',
      'Failed 0',
    ]);
  });

  it('is none of the usual days', async () => {
    expect(await watch('default')).toEqual(['Initialized undefined']);
  });
});

describe('gates of a running mesh', () => {
  const hook =
    "{ name: gate, type: confirm-traffic-increase, url: 'http://tester.test/gate/check' }";
  const post = async (url: string, path: string, body: object | string, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, { method: 'POST', body: text, headers });
    return [response.status, await response.json()];
  };
  const backend = { name: 'backend', namespace: 'shared-services' };

  it('are opened and closed by command, and the release follows', async () => {
    const { url, step } = await release(5000, { webhooks: `[${hook}]` });
    const weights = [(await step())[0], (await step())[0]];
    expect((await post(url, '/gate/check', backend))[0]).toBe(403);
    expect(await post(url, '/gate/open', backend)).toEqual([
      202,
      { canary: 'shared-services/backend', gate: 'open' },
    ]);
    expect((await post(url, '/gate/check', backend))[0]).toBe(200);
    weights.push((await step())[0]);
    expect((await post(url, '/gate/close', backend))[0]).toBe(202);
    weights.push((await step())[0], (await step())[0]);
    expect(weights).toEqual([0, 0, 25, 25, 25]);
    const health = await (await fetch(`${url}/healthz`)).json();
    expect(health.canaries).toEqual([
      { ...backend, phase: 'Progressing', weight: 25, failedChecks: 0, gate: 'closed' },
    ]);
  });

  it('are not there for a Canary that is not, nor for a page in a browser', async () => {
    const { url } = await release(5000);
    const nobody = await post(url, '/gate/open', { ...backend, name: 'api' });
    expect(nobody).toEqual([
      404,
      { error: { name: 'NotFoundError', message: 'There is no Canary shared-services/api.' } },
    ]);
    for (const text of ['', '{', '{"name":"backend"}']) {
      expect(await post(url, '/gate/open', text)).toEqual([
        400,
        { error: { name: 'InputError', message: expect.stringMatching(/^Name the Canary: /) } },
      ]);
    }
    expect(await post(url, '/gate/open', ' '.repeat(1_000_000))).toEqual([
      413,
      { error: { name: 'InputError', message: 'The body is longer than 10000 characters.' } },
    ]);
    const page = await post(url, '/gate/open', backend, { origin: 'http://page.example' });
    expect(page[0]).toBe(403);
    expect((await post(url, '/metrics', backend))[0]).toBe(405);
    expect((await post(url, '/gate/check', backend))[1]).toMatchObject({ gate: 'closed' });
  });
});

describe('a query of somebody', () => {
  const metric =
    '      - { name: lost, interval: 1m, templateRef: { name: lost }, thresholdRange: { max: 1 } }';
  const template = `---
apiVersion: flagger.app/v1beta1
kind: MetricTemplate
metadata: { name: lost, namespace: shared-services }
spec:
  provider: { type: prometheus, address: 'http://prometheus.monitoring:9090' }
  query: lost{workload="{{ target }}"}
`;
  let server: Server | undefined;

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** A Prometheus that answers every query with these values, and the queries it was asked. */
  async function prometheusWith(values: string[]) {
    const asked: Array<string | null> = [];
    const listening = createServer((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://x').searchParams.get('query'));
      const result = values.map(value => ({ metric: {}, value: [0, value] }));
      response.end(JSON.stringify({ data: { resultType: 'vector', result } }));
    });
    server = listening;
    await new Promise<void>(resolve => {
      listening.listen(0, '127.0.0.1', resolve);
    });
    const { port } = listening.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, asked };
  }

  it.each([
    ['too high', ['0.5', '2'], 2],
    ['no number', ['NaN'], 2],
    ['nothing', [], 2],
    ['low enough', ['7', '0.5'], 1],
  ])('whose answer is %s decides over a release', async (_what, values, end) => {
    const { url, step } = await release(5000, { metric, template });
    const prometheus = await prometheusWith(values);
    const put = await fetch(`${url}/prometheus`, { method: 'PUT', body: prometheus.url });
    expect(put.status).toBe(204);
    const status = await until(async () => {
      const [weight, seen] = await step();
      return weight === 0 && seen !== 0 ? seen : undefined;
    });
    expect(status).toBe(end);
    expect(new Set(prometheus.asked)).toEqual(new Set([`lost{workload="${TARGET}"}`]));
  });

  it('is asked on this machine alone', async () => {
    const { url } = await release(5000);
    const put = await fetch(`${url}/prometheus`, { method: 'PUT', body: 'http://elsewhere:9090' });
    expect(put.status).toBe(400);
  });
});
