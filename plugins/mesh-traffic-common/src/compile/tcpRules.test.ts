import { compileDocument } from './__testUtils__/compileDocument';

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
