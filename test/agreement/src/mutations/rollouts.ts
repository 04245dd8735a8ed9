import { type Manifests, ruleAt, set } from './Manifests';
import type { Mutation } from './Mutation';

function fault(
  text: string,
  code: string,
  changes: boolean,
  edit: (manifests: Manifests) => void,
): Mutation {
  return { fault: text, to: 'rollout', code, changes, edit };
}

/** Faults in releases by Flagger. */
export const ROLLOUTS: readonly Mutation[] = [
  fault('a delegate with a typing error', 'MT2026', true, manifests => {
    const root = manifests.get('VirtualService');
    set(root, `${ruleAt(root, 'from-prod')}.delegate.name`, 'api-lat');
  }),
  fault('the Canary is for another caller than the rule', 'MT2027', true, manifests =>
    set(manifests.get('Canary', 'tests'), 'spec.service.match', [{ sourceNamespace: 'qa' }]),
  ),
  fault('access is bound to the label that Flagger rewrites', 'MT2087', true, manifests => {
    const policy = manifests.get('AuthorizationPolicy');
    set(policy, 'spec.selector.matchLabels', { app: 'api-late' });
    set(policy, 'spec.rules', [{ from: [{ source: { namespaces: ['staging'] } }] }]);
  }),
  fault('two Canaries for one workload', 'MT2120', false, manifests => {
    const other = manifests.copy('Canary', 'late');
    set(other, 'metadata.name', 'other');
    manifests.addYounger(other);
  }),
  fault('two Canaries with one service', 'MT2121', true, manifests =>
    set(manifests.get('Canary', 'early'), 'spec.service.name', 'api-late'),
  ),
  fault('steps of weight in an A/B test', 'MT2122', true, manifests => {
    const canary = manifests.get('Canary', 'tests');
    set(canary, 'spec.analysis.iterations', undefined);
    set(canary, 'spec.analysis.stepWeight', 10);
    set(canary, 'spec.analysis.maxWeight', 50);
  }),
  fault('a condition that an analysis does not have', 'MT2124', false, manifests =>
    set(manifests.get('Canary', 'tests'), 'spec.analysis.match.0.sourceNamespace', 'dev'),
  ),
  fault('refused calls count as good ones', 'MT2125', false, manifests =>
    set(manifests.get('Canary', 'late'), 'spec.analysis.metrics', [
      { name: 'request-success-rate', interval: '1m', thresholdRange: { min: 99 } },
    ]),
  ),
  fault('a load tester without its namespace', 'MT2126', false, manifests =>
    set(manifests.get('Canary', 'early'), 'spec.analysis.webhooks.0.url', 'http://loadtester/'),
  ),
  fault('an object that Flagger owns', 'MT2128', false, manifests =>
    manifests.addYounger({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'api-late-primary', namespace: 'shop' },
      spec: { host: 'api-late-primary' },
    }),
  ),
  fault('delegation together with hosts', 'MT2129', false, manifests =>
    set(manifests.get('Canary', 'late'), 'spec.service.hosts', ['api.example.com']),
  ),
  fault('an A/B test that does not know its callers', 'MT2130', true, manifests =>
    set(manifests.get('Canary', 'tests'), 'spec.service.match', undefined),
  ),
  fault('a fraction as a step', 'MT2132', true, manifests =>
    set(manifests.get('Canary', 'late'), 'spec.analysis.stepWeight', 2.5),
  ),
  fault('a metric without a window', 'MT2133', false, manifests =>
    set(manifests.get('Canary', 'late'), 'spec.analysis.metrics.0.interval', undefined),
  ),
  fault('no load test', 'MT2134', false, manifests =>
    set(manifests.get('Canary', 'early'), 'spec.analysis.webhooks', undefined),
  ),
  fault('a hook that opens another gate', 'MT2135', false, manifests =>
    set(manifests.get('Canary', 'early'), 'spec.analysis.webhooks.0', {
      name: 'open',
      type: 'post-rollout',
      url: 'http://flagger-loadtester.load-testing/',
      metadata: {
        type: 'bash',
        cmd: 'curl -d \'{"name":"api-late","namespace":"shop"}\' http://localhost:8080/gate/open',
      },
    }),
  ),
  fault('a workload that Flagger cannot select', 'MT2136', true, manifests =>
    set(manifests.get('Deployment', 'api-late'), 'spec.selector.matchLabels', {
      'mesh-traffic/service': 'api',
    }),
  ),
];
