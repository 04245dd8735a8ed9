import { AT_REST, expand } from '../../effective';
import { createSimulator } from '../../simulate';
import { Manifest } from '../../kubernetes/manifest';
import { compileDocument } from '../__testUtils__/compileDocument';
import { deploymentOf, namespaceOf } from '../__testUtils__/world';

const PORTS = [
  { name: 'http', containerPort: 8080 },
  { name: 'grpc', containerPort: 9090 },
];

function podsOf(name: string): Manifest {
  const made = deploymentOf(name, 'shop', { app: name }, { own: 'api' });
  const { template, ...spec } = made.spec as { template: { metadata: unknown } };
  const containers = [{ name: 'app', ports: PORTS }];
  return { ...made, spec: { ...spec, template: { ...template, spec: { containers } } } };
}

const { manifests } = compileDocument({
  apiVersion: 'mesh-traffic/v1alpha1',
  kind: 'RoutingPolicy',
  metadata: { name: 'api', namespace: 'shop' },
  spec: {
    service: {
      ports: [
        { name: 'http', number: 80, targetPort: 8080 },
        { name: 'grpc', number: 9090, protocol: 'grpc' },
      ],
      workload: { labels: { own: 'api' } },
    },
    callers: { prod: { ring: 'main', timeout: '3s' } },
    otherCallers: { ring: 'main' },
    routes: [{ name: 'admin', match: { path: { prefix: '/admin' }, port: 9090 }, ring: 'main' }],
    rollout: { rings: { main: { workload: 'api' } } },
  },
});
const simulator = createSimulator(
  expand([namespaceOf('shop'), namespaceOf('prod'), podsOf('api'), ...manifests], {
    states: { 'shop/api': { ...AT_REST, phase: 'Progressing', canaryWeight: 30 } },
  }),
);

function met(from: string, port: number, path = '/') {
  const host = 'api.shop.svc.cluster.local';
  const { destinations, timeout } = simulator.simulate({ from, host, port, path });
  return {
    to: destinations.map(({ fails, pods, port: at, weight = 100 }) => [
      fails ?? Object.keys(pods).join(),
      at,
      weight,
    ]),
    timeout,
  };
}

const promoted = [['api-primary', 9090, 100]];

it('moves calls on the first HTTP port step by step', () => {
  const split = [
    ['api-primary', 80, 70],
    ['api', 80, 30],
  ];
  expect(met('prod', 80)).toEqual({ to: split, timeout: '3s' });
  expect(met('stranger', 80).to).toEqual(split);
});

it('keeps calls for a further port on it, and on the promoted version', () => {
  expect(met('prod', 9090)).toEqual({ to: promoted, timeout: '3s' });
  expect(met('stranger', 9090).to).toEqual(promoted);
  expect(met('prod', 9090, '/admin/users').to).toEqual(promoted);
});
