import { load } from 'js-yaml';
import { compileDocument } from '../__testUtils__/compileDocument';

function compiled(spec: Record<string, unknown>) {
  return compileDocument(
    {
      apiVersion: 'mesh-traffic/v1alpha1',
      kind: 'RoutingPolicy',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        service: {
          ports: [{ name: 'http', number: 80 }],
          workload: { labels: { 'mesh-traffic/service': 'api' } },
        },
        rateLimiting: { scope: 'global' },
        otherCallers: { rateLimit: { requests: 3, mode: 'enforce' } },
        ...spec,
      },
    },
    { writableNamespaces: ['ratelimit'] },
  );
}

it('leaves what is meant for strangers to strangers, and not to scrapers and gateways that may call', () => {
  const { manifests } = compiled({
    accessControl: {
      gateways: ['cluster.local/ns/istio-ingress/sa/gateway'],
      also: ['monitoring', 'cluster.local/ns/audit/sa/scanner'],
    },
  });
  const config = manifests.find(({ kind }) => kind === 'ConfigMap');
  const { descriptors } = load(String(Object.values(config?.data ?? {})[0])) as {
    descriptors: Array<{ value: string; rate_limit: object }>;
  };
  expect(descriptors.map(({ value, rate_limit }) => [value, rate_limit])).toEqual([
    ['audit', { unlimited: true }],
    ['istio-ingress', { unlimited: true }],
    ['monitoring', { unlimited: true }],
    ['*', { unit: 'minute', requests_per_unit: 3 }],
  ]);
});

it.each([
  ['observed', { mode: 'observe' }, {}, true],
  ['enforced, and denies nobody', { mode: 'enforce' }, {}, true],
  ['enforced, and denies somebody', { mode: 'enforce' }, { dev: { access: 'deny' } }, false],
])('calls without identity pass a global limit where access is %s', (_, control, callers, pass) => {
  const { diagnostics } = compiled({ accessControl: control, callers });
  expect(diagnostics.map(({ code }) => code)).toEqual(pass ? ['MT1204'] : []);
});
