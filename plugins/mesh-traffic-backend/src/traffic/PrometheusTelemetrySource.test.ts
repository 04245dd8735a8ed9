import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { TrafficQuery } from 'backstage-plugin-mesh-traffic-node';
import { MeshConfig, PrometheusConfig } from '../config/MeshConfig';
import { PrometheusTelemetrySource } from './PrometheusTelemetrySource';

interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  parameters: URLSearchParams;
}

type Answer = { status?: number; body: unknown } | 'hang';

const empty = { status: 'success', data: { resultType: 'vector', result: [] } };
const istio: MeshConfig['istio'] = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  clusterDomain: 'cluster.local',
  dataplane: 'sidecar',
};
const query: TrafficQuery = {
  service: { mesh: 'production', namespace: 'shared-services', service: 'backend' },
  windowSeconds: 300,
  panelSeconds: 1800,
  stepSeconds: 30,
  panels: true,
};

describe('PrometheusTelemetrySource', () => {
  let server: Server;
  let asked: Asked[];
  let answer: (asked: Asked) => Answer;

  beforeEach(async () => {
    asked = [];
    answer = () => ({ body: empty });
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const entry = {
        path: request.url ?? '',
        headers: request.headers,
        parameters: new URLSearchParams(body),
      };
      asked.push(entry);
      const given = answer(entry);
      if (given === 'hang') return;
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json' });
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function source(overrides: Partial<PrometheusConfig> = {}) {
    const { port } = server.address() as AddressInfo;
    const config = {
      url: `http://127.0.0.1:${port}/prometheus`,
      headers: { 'x-scope-orgid': 'acme', authorization: 'Bearer s3cret' },
      timeoutMs: 5000,
      matchers: {},
      scrapeIntervalSeconds: 15,
      ...overrides,
    };
    return new PrometheusTelemetrySource(config, istio, () => Date.parse('2026-01-01T00:00:10Z'));
  }

  it('asks four questions with panels and two without, below its path, with its headers', async () => {
    await source().readTraffic(query);
    expect(asked.map(({ path }) => path).sort()).toEqual([
      '/prometheus/api/v1/query',
      '/prometheus/api/v1/query',
      '/prometheus/api/v1/query_range',
      '/prometheus/api/v1/query_range',
    ]);
    for (const { headers } of asked) {
      expect(headers).toMatchObject({ 'x-scope-orgid': 'acme', authorization: 'Bearer s3cret' });
    }
    asked = [];
    await source().readTraffic({ ...query, panels: false });
    expect(asked).toHaveLength(2);
  });

  it('asks for points at multiples of the step', async () => {
    await source().readTraffic(query);
    const range = asked.find(({ path }) => path.endsWith('query_range'))?.parameters;
    const end = Date.parse('2026-01-01T00:00:00Z') / 1000;
    expect([range?.get('start'), range?.get('end'), range?.get('step')]).toEqual([
      String(end - 1800),
      String(end),
      '30',
    ]);
  });

  it('makes no number of NaN and infinity', async () => {
    answer = ({ path, parameters }) => ({
      body: {
        status: 'success',
        data: {
          result: path.endsWith('query')
            ? [
                {
                  metric: { reporter: 'source', source_workload_namespace: 'prod', le: '+Inf' },
                  value: [0, parameters.get('query')?.includes('bucket') ? '+Inf' : 'NaN'],
                },
              ]
            : [{ metric: { source_workload_namespace: 'prod' }, values: [[1767225600, 'NaN']] }],
        },
      },
    });
    const snapshot = await source().readTraffic(query);
    expect(snapshot.totals).toEqual({});
    expect(snapshot.callers).toEqual([]);
    const latency = snapshot.panels.find(({ id }) => id === 'latencyP95');
    expect(new Set(latency?.series[0].points.map(([, value]) => value))).toEqual(
      new Set([undefined]),
    );
  });

  it('tells old and new of a rolled-out workload apart by its name', async () => {
    const rollout = { services: ['backend-prod-primary'], targets: ['backend-prod'] };
    const labels = (workload: string) => ({
      reporter: 'source',
      source_workload_namespace: 'prod',
      destination_version: 'v1',
      destination_workload: workload,
      response_code: '200',
    });
    answer = ({ path, parameters }) => ({
      body: {
        status: 'success',
        data: {
          result: parameters.get('query')?.includes('bucket')
            ? []
            : [
                ['backend-prod-primary', '30'],
                ['backend-prod', '10'],
                ['backend-fixed', '40'],
              ].map(([workload, value]) => ({
                metric: labels(workload),
                ...(path.endsWith('query')
                  ? { value: [0, value] }
                  : { values: [[1767225600, value]] }),
              })),
        },
      },
    });
    const { callers, panels } = await source().readTraffic({ ...query, rollout });
    expect(callers[0].versions.map(({ version, requests }) => [version, requests])).toEqual([
      ['backend-prod', 10],
      ['backend-prod-primary', 30],
      ['v1', 40],
    ]);
    const versions = panels.find(({ id }) => id === 'versions')?.series ?? [];
    expect(versions.map(line => line.labels.version)).toEqual([
      'backend-prod',
      'backend-prod-primary',
      'v1',
    ]);
  });

  it('reads where Flagger stands', async () => {
    answer = ({ path }) => ({
      body: {
        status: 'success',
        data: {
          result: path.endsWith('query')
            ? [
                {
                  metric: { __name__: 'flagger_canary_weight', workload: 'backend' },
                  value: [0, '25'],
                },
                { metric: { __name__: 'flagger_canary_status', name: 'backend' }, value: [0, '0'] },
              ]
            : [],
        },
      },
    });
    const { rollouts } = await source().readTraffic(query);
    expect(rollouts).toEqual([{ target: 'backend', canaryWeight: 25, phase: 'progressing' }]);
  });

  it('shows what it has when the latency cannot be had, and says what is missing', async () => {
    answer = ({ parameters }) =>
      parameters.get('query')?.includes('bucket') ? { status: 503, body: 'busy' } : { body: empty };
    const snapshot = await source().readTraffic(query);
    expect(snapshot.panels.map(({ id }) => id)).toEqual(['requests', 'failed', 'versions']);
    expect(snapshot.gaps).toContainEqual({
      what: 'latency',
      reason: 'Monitoring answered 503. Try again in a moment.',
    });
  });

  it('says when a part of the data is missing', async () => {
    answer = () => ({ body: { ...empty, warnings: ['store is down'] } });
    const { gaps } = await source().readTraffic(query);
    expect(gaps).toEqual([
      { what: 'callers', reason: 'Monitoring says that a part of its data is missing.' },
    ]);
  });

  it.each<[string, Answer, RegExp]>([
    ['a failure', { status: 500, body: 's3cret' }, /^Monitoring answered 500\./],
    ['refused credentials', { status: 401, body: 's3cret' }, /refused the credentials/],
    ['a wrong address', { status: 404, body: 's3cret' }, /was not found at its address/],
    ['a login page', { body: '<html>s3cret</html>' }, /no answer of Prometheus/],
    ['an error in JSON', { body: { status: 'error', error: 's3cret' } }, /no answer of Prometheus/],
    ['silence', 'hang', /did not answer within 0.2 seconds\. Try again/],
    ['a flood', { body: 'x'.repeat(9_000_000) }, /more data than can be shown/],
  ])('answers %s with a sentence that repeats nothing of it', async (_what, given, message) => {
    answer = () => given;
    const failure = await source({ timeoutMs: given === 'hang' ? 200 : 5000 })
      .readTraffic(query)
      .catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(message),
    });
    expect(JSON.stringify(failure) + (failure as Error).stack).not.toContain('s3cret');
  });

  it('follows no redirect with its secret headers', async () => {
    server.removeAllListeners('request');
    const hits: string[] = [];
    server.on('request', (request, response) => {
      hits.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(source().readTraffic(query)).rejects.toThrow('Monitoring is not answering');
    expect(hits).not.toContain('/elsewhere');
  });
});
