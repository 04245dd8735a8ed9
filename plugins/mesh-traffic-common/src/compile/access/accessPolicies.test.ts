import { createSimulator } from '../../simulate';
import { compileDocument } from '../__testUtils__/compileDocument';
import { deploymentOf, namespaceOf, serviceOf } from '../__testUtils__/world';

const STRICT = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'shop' },
  spec: { mtls: { mode: 'STRICT' } },
};

/** What becomes of a call without a sidecar in a namespace that takes no plain text. */
function plainCall(accessControl: Record<string, unknown>) {
  const { manifests } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80, targetPort: 8080 }],
        workload: { labels: { own: 'api' } },
      },
      otherCallers: {},
      accessControl,
    },
  });
  const simulator = createSimulator([
    namespaceOf('shop'),
    serviceOf('api', 'shop', { own: 'api' }),
    deploymentOf('api', 'shop', { app: 'api' }, { own: 'api' }),
    STRICT,
    ...manifests,
  ]);
  const host = 'api.shop.svc.cluster.local';
  const { destinations } = simulator.simulate({ from: 'legacy', host, port: 80, plainText: true });
  return destinations.map(({ arrival }) => arrival?.access);
}

it('opens the ports that everybody may reach, whatever the namespace requires', () => {
  expect(plainCall({ mode: 'enforce', also: [{ ports: [8080] }] })).toEqual(['allow']);
});

it.each([
  ['nobody opened it', { mode: 'enforce' }],
  ['another port is open', { mode: 'enforce', also: [{ ports: [9090] }] }],
  ['only paths are open', { mode: 'enforce', also: [{ ports: [8080], paths: ['/health'] }] }],
  ['nothing is enforced yet', { mode: 'observe', also: [{ ports: [8080] }] }],
])('leaves a port closed that the namespace closes: %s', (_, accessControl) => {
  expect(plainCall(accessControl)).toEqual(['refused']);
});
