import { parser } from '@prometheus-io/lezer-promql';
import { callCounts, callRates, latencyBuckets, latencyOverTime, TrafficScope } from './queries';

const scope: TrafficScope = {
  service: { mesh: 'production', namespace: 'shared-services', service: 'backend' },
  clusterDomain: 'cluster.local',
  matchers: { cluster: 'eu-1' },
};

const questions = {
  callCounts: (of: TrafficScope) => callCounts(of, 300),
  latencyBuckets: (of: TrafficScope) => latencyBuckets(of, 300),
  callRates: (of: TrafficScope) => callRates(of, 60),
  latencyOverTime: (of: TrafficScope) => latencyOverTime(of, 60),
};

/** Nodes of the syntax tree by name; a name of `⚠` is a mistake in the syntax. */
function nodesOf(promql: string): Map<string, string[]> {
  const nodes = new Map<string, string[]>();
  parser.parse(promql).iterate({
    enter: node => {
      const texts = nodes.get(node.name) ?? [];
      nodes.set(node.name, [...texts, promql.slice(node.from, node.to)]);
    },
  });
  return nodes;
}

describe.each(Object.entries(questions))('%s', (_name, ask) => {
  it('is PromQL', () => {
    expect(nodesOf(ask(scope)).get('⚠')).toBeUndefined();
  });

  it('selects the service and what the config adds in every selector', () => {
    const selectors = nodesOf(ask(scope)).get('VectorSelector') ?? [];
    expect(selectors.length).toBeGreaterThan(0);
    const host = 'destination_service="backend.shared-services.svc.cluster.local"';
    for (const selector of selectors) {
      expect(selector).toContain('cluster="eu-1"');
      expect(selector).toContain(
        selector.startsWith('istio_') ? host : 'namespace="shared-services"',
      );
    }
  });

  it('asks one reporter per sum, so that no call counts twice', () => {
    for (const aggregate of nodesOf(ask(scope)).get('AggregateExpr') ?? []) {
      const reporters = new Set(aggregate.match(/reporter=~?"[^"]*"/g));
      expect(reporters.size).toBe(1);
    }
  });

  it.each(['a"b', 'a\\', 'a\nb', 'x"} or vector(1) or y{z="', '`', "'", 'ä€😀', '\u0000'])(
    'keeps %j one value of one matcher',
    hostile => {
      const asked = (value: string) =>
        ask({
          clusterDomain: value,
          matchers: { cluster: value },
          service: { mesh: value, namespace: value, service: value },
          rollout: { services: [value, `${value}-primary`], targets: [value, 'x'] },
        });
      const nodes = nodesOf(asked(hostile));
      const harmless = nodesOf(asked('harmless'));
      expect(nodes.get('⚠')).toBeUndefined();
      for (const name of [
        'VectorSelector',
        'UnquotedLabelMatcher',
        'StringLiteral',
        'BinaryExpr',
      ]) {
        expect([name, nodes.get(name)?.length]).toEqual([name, harmless.get(name)?.length]);
      }
    },
  );
});

describe.each(Object.entries(questions))('%s of a rolled-out service', (_name, ask) => {
  const rollout = { services: ['backend-prod-primary', 'back.nd|.*'], targets: ['backend-prod'] };

  it('counts the calls to the hosts of its rings, and to no others', () => {
    const nodes = nodesOf(ask({ ...scope, rollout }));
    expect(nodes.get('⚠')).toBeUndefined();
    const patterns = (nodes.get('VectorSelector') ?? [])
      .filter(selector => selector.startsWith('istio_'))
      .map(selector => /destination_service=~("(?:[^"\\]|\\.)*")/.exec(selector)?.[1]);
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      // Prometheus anchors patterns.
      const hosts = new RegExp(`^(?:${JSON.parse(pattern ?? '""')})$`);
      const host = (name: string) => `${name}.shared-services.svc.cluster.local`;
      expect([host('backend'), host('backend-prod-primary'), host('back.nd|.*')]).toEqual(
        [host('backend'), host('backend-prod-primary'), host('back.nd|.*')].filter(name =>
          hosts.test(name),
        ),
      );
      for (const other of ['backend-canary', 'back', 'backXnd|.*', 'anything']) {
        expect(host(other)).not.toMatch(hosts);
      }
    }
  });
});

describe('callRates', () => {
  it('counts no call that was turned away as failed', () => {
    const failed = callRates(scope, 60)
      .split(' or label_replace')
      .find(part => part.includes('"failed"'));
    expect(failed).toContain('response_code=~"0|5.."');
    expect(failed).not.toMatch(/response_code=~"[^"]*4/);
  });
});
