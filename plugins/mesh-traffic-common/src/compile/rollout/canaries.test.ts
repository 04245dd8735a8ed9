import { compileDocument } from '../__testUtils__/compileDocument';
import { canary as schema } from '../__testUtils__/kinds/flagger';

function analysisOf(ring: Record<string, unknown>) {
  const { manifests } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      otherCallers: { ring: 'main' },
      rollout: {
        loadTester: { namespace: 'load-testing' },
        rings: { main: { workload: 'api-main', ...ring } },
      },
    },
  });
  const canary = manifests.find(({ kind }) => kind === 'Canary');
  schema.parse(canary);
  const { analysis } = canary?.spec as {
    analysis: {
      interval: string;
      metrics: Array<{ name: string; interval: string }>;
      webhooks?: Array<{ metadata: { cmd: string } }>;
    };
  };
  return analysis;
}

it.each([
  ['1m', '1m'],
  ['60m', '60m'],
  ['1h', '60m'],
  ['1h30m', '90m'],
  ['0.5m', '30s'],
  ['1m30s', '90s'],
  ['10500ms', '11s'],
])('writes an interval of %s as Flagger and Prometheus take it: %s', (interval, written) => {
  const metric = { name: 'errors', template: { name: 'errors' }, max: 1 };
  const {
    interval: pace,
    metrics,
    webhooks,
  } = analysisOf({
    pace: { interval },
    thresholds: { successRate: 99, metrics: [{ ...metric, interval }] },
    loadTest: true,
  });
  expect(pace).toBe(written);
  expect(metrics[1].interval).toBe(written);
  expect(webhooks?.[0].metadata.cmd).toContain(`-z ${written} `);
});

it('asks for a window that holds data, however short', () => {
  const metric = { name: 'errors', template: { name: 'errors' }, max: 1, interval: '500ms' };
  expect(analysisOf({ thresholds: { metrics: [metric] } }).metrics[0].interval).toBe('1s');
});

it.each([
  ['nothing', {}, ['success-rate']],
  ['how often', { failedChecks: 3 }, ['success-rate']],
  ['how slow', { latencyP99: '1s' }, ['success-rate', 'latency-p99']],
  [
    'a metric of its own',
    { metrics: [{ name: 'errors', template: { name: 'e' }, max: 1, interval: '1m' }] },
    ['errors'],
  ],
])('checks every release: with thresholds that say %s', (_, thresholds, names) => {
  expect(analysisOf({ thresholds }).metrics.map(({ name }) => name)).toEqual(names);
});
