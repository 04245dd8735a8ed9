import { expand } from '../effective';
import { createSimulator } from '../simulate';
import { compileDocument } from './__testUtils__/compileDocument';
import { deploymentOf, namespaceOf, serviceOf } from './__testUtils__/world';

it('sends TCP connections beside a rollout to fixed versions, and callers of a ring to its promoted pods', () => {
  const { manifests, diagnostics } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [
          { name: 'http', number: 80 },
          { name: 'db', number: 5432, protocol: 'tcp' },
        ],
        workload: { labels: { own: 'api' } },
      },
      versions: { stable: { labels: { version: 'stable' } } },
      callers: { dev: { route: { stable: 100 } }, prod: { ring: 'main' } },
      otherCallers: { route: { stable: 100 } },
      rollout: { rings: { main: { workload: 'api-main' } } },
    },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['MT1161']);
  const root = manifests.find(({ kind }) => kind === 'VirtualService');
  const pinned = expect.stringMatching(/^api-stable-\w+\.shop\.svc\.cluster\.local$/);
  const to = (host: unknown) => [{ destination: { host } }];
  expect(root?.spec?.tcp).toEqual([
    { match: [{ port: 5432, sourceNamespace: 'dev' }], route: to(pinned) },
    {
      match: [{ port: 5432, sourceNamespace: 'prod' }],
      route: to('api-main.shop.svc.cluster.local'),
    },
    { match: [{ port: 5432 }], route: to(pinned) },
  ]);
});

it('limits a caller of a ring also at the host that its TCP connections go to, and nobody else there', () => {
  const { manifests } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [
          { name: 'http', number: 80 },
          { name: 'db', number: 5432, protocol: 'tcp' },
        ],
        workload: { labels: { own: 'api' } },
      },
      callers: { prod: { ring: 'main', circuitBreaker: { maxConnections: 7 } } },
      otherCallers: { ring: 'main' },
      rollout: { rings: { main: { workload: 'api-main' } } },
    },
  });
  const namespaces = ['shop', 'prod', 'dev'].map(namespaceOf);
  const pods = deploymentOf('api-main', 'shop', { app: 'api-main' }, { own: 'api' });
  const simulator = createSimulator(
    expand([...namespaces, serviceOf('api', 'shop', { own: 'api' }, 80), pods, ...manifests]),
  );
  const limitsOf = (from: string) =>
    simulator
      .simulate({ from, host: 'api-main.shop.svc.cluster.local', port: 80 })
      .destinations.map(({ breaker }) => breaker);
  expect(limitsOf('prod')).toEqual([{ maxConnections: 7 }]);
  expect(limitsOf('dev')).toEqual([undefined]);
});
