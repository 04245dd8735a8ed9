import { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { CanaryRelease, readCanary } from './CanaryRelease';
import { QueryChecks } from './QueryChecks';

const template = (query: string, type = 'prometheus'): Manifest => ({
  apiVersion: 'flagger.app/v1beta1',
  kind: 'MetricTemplate',
  metadata: { name: 'orders-lost', namespace: 'monitoring' },
  spec: { provider: { type, address: 'http://prometheus.monitoring:9090' }, query },
});

function canary(metric: object): CanaryRelease {
  const release = readCanary({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'orders-ring', namespace: 'shop' },
    spec: {
      targetRef: { kind: 'Deployment', name: 'orders-app' },
      service: { name: 'orders', port: 80 },
      analysis: { metrics: [metric] },
    },
  });
  if (!release) throw new Error('This is no Canary.');
  return release;
}

const LOST = {
  name: 'orders-lost',
  templateRef: { name: 'orders-lost', namespace: 'monitoring' },
  interval: '1m',
  templateVariables: { region: 'north' },
  thresholdRange: { min: 1, max: 5 },
};
const QUERY = 'sum(lost{app="{{ target }}", region="{{ variables.region }}"}[{{ interval }}])';

/** The verdict of one round, and what was asked and said. */
async function judge(
  metric: object,
  manifests: Manifest[],
  ask?: (query: string) => Promise<number | undefined>,
) {
  const said: string[] = [];
  const asked: string[] = [];
  const checks = new QueryChecks({
    ...(ask && {
      ask: query => {
        asked.push(query);
        return ask(query);
      },
    }),
    onProblem: sentence => said.push(sentence),
  });
  const release = canary(metric);
  expect(checks.verdict(release, manifests)).toBeUndefined();
  await checks.settled();
  return { verdict: checks.verdict(release, manifests), asked, said };
}

describe("queries of people's MetricTemplates", () => {
  it('are asked with their variables filled in', async () => {
    const { asked, said } = await judge(LOST, [template(QUERY)], async () => 2);
    expect(asked).toEqual(['sum(lost{app="orders-app", region="north"}[1m])']);
    expect(said).toEqual([]);
  });

  it.each([
    ['within its range', 3, true],
    ['at its edge', 5, true],
    ['above', 5.1, false],
    ['below', 0, false],
    ['no value at all', undefined, false],
  ])('%s: %d passes? %s', async (_what, value, passes) => {
    expect((await judge(LOST, [template(QUERY)], async () => value)).verdict).toBe(passes);
  });

  it('without a range may not be above 0, as with Flagger', async () => {
    const { thresholdRange, ...unbounded } = LOST;
    const manifests = [template(QUERY)];
    expect((await judge(unbounded, manifests, async () => 0)).verdict).toBe(true);
    expect((await judge(unbounded, manifests, async () => 0.1)).verdict).toBe(false);
  });

  it('fail when nobody answers, and the reason is said', async () => {
    const { verdict, said } = await judge(LOST, [template(QUERY)], async () => {
      throw new Error('connection refused');
    });
    expect(verdict).toBe(false);
    expect(said).toEqual([
      'Check orders-lost of Canary shop/orders-ring fails: connection refused.',
    ]);
  });

  it.each([
    ['their template is not there', LOST, [], /there is no MetricTemplate monitoring\/orders-lost/],
    [
      'a variable is not set',
      LOST,
      [template('lost{a="{{ variables.team }}"}')],
      /names variables\.team, which nobody sets/,
    ],
  ])('fail when %s', async (_what, metric, manifests, reason) => {
    const { verdict, asked, said } = await judge(metric, manifests, async () => 2);
    expect([verdict, asked]).toEqual([false, []]);
    expect(said).toEqual([expect.stringMatching(reason)]);
  });

  it('are taken as passed, and it is said, where there is nobody to ask', async () => {
    const withoutPrometheus = await judge(LOST, [template(QUERY)]);
    expect(withoutPrometheus.verdict).toBe(true);
    expect(withoutPrometheus.said).toEqual([
      'Check orders-lost of Canary shop/orders-ring is taken as passed: there is no Prometheus to ask.',
    ]);
    const elsewhere = await judge(LOST, [template(QUERY, 'datadog')], async () => 100);
    expect(elsewhere.verdict).toBe(true);
    expect(elsewhere.said).toEqual([expect.stringMatching(/passed: its provider is datadog/)]);
  });

  it('are asked again in the next round', async () => {
    let value = 3;
    const checks = new QueryChecks({ ask: async () => value });
    const release = canary(LOST);
    const verdicts: unknown[] = [];
    for (const next of [3, 9, 3]) {
      value = next;
      checks.verdict(release, [template(QUERY)]);
      await checks.settled();
      verdicts.push(checks.verdict(release, [template(QUERY)]));
    }
    expect(verdicts).toEqual([true, false, true]);
  });
});
