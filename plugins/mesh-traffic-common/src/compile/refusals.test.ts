import { policyDocument } from './__testUtils__/policyDocument';
import { compileDocument } from './__testUtils__/compileDocument';
import { CompileOptions } from '.';
import fc from 'fast-check';

function documentOf(spec: Record<string, unknown>) {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      otherCallers: {},
      ...spec,
    },
  };
}

const limit = (mode: string) => ({ rateLimit: { requests: 1, mode } });
const rollout = { rings: { main: { workload: 'api-main' } } };
const broken = { ring: 'main', circuitBreaker: { maxConnections: 1 } };

it.each<[string, string, Record<string, unknown>, CompileOptions]>([
  [
    'MT1200',
    'spec.versions',
    { versions: { a: { labels: { v: 'a' } } }, otherCallers: { route: { a: 100 } } },
    { dataplane: 'ambient' },
  ],
  [
    'MT1200',
    'spec.callers.prod.timeout',
    { callers: { prod: { timeout: '1s' } } },
    { dataplane: 'ambient' },
  ],
  [
    'MT1200',
    'spec.callers.prod.rateLimit',
    { callers: { prod: limit('enforce') } },
    { dataplane: 'ambient' },
  ],
  ['MT1200', 'spec.accessControl.mode', { accessControl: {} }, { dataplane: 'ambient' }],
  ['MT1200', 'spec.rollout', { rollout }, { dataplane: 'ambient' }],
  [
    'MT1201',
    'spec.callers.prod.circuitBreaker',
    { rollout, callers: { prod: broken } },
    { writableNamespaces: ['dev'] },
  ],
  [
    'MT1201',
    'spec.probes.calls.p.from',
    { probes: { calls: { p: { from: 'prod' } } } },
    { writableNamespaces: [] },
  ],
  [
    'MT1201',
    'spec.monitoring.dashboard.namespace',
    { monitoring: { dashboard: { namespace: 'grafana' } } },
    { writableNamespaces: [] },
  ],
  [
    'MT1201',
    'spec.rateLimiting.service.namespace',
    { rateLimiting: { scope: 'global' }, otherCallers: limit('enforce') },
    { writableNamespaces: [] },
  ],
  ['MT1202', 'spec', { otherCallers: limit('enforce') }, { istioVersion: '1.23.4' }],
  [
    'MT1202',
    'spec.rateLimiting.unlistedCallers',
    { rateLimiting: { unlistedCallers: 'each' }, otherCallers: limit('enforce') },
    { istioVersion: '1.25' },
  ],
  [
    'MT1202',
    'spec.rateLimiting.scope',
    { rateLimiting: { scope: 'global' }, otherCallers: limit('enforce') },
    { istioVersion: '1.27' },
  ],
  [
    'MT1202',
    'spec.rateLimiting',
    { callers: { prod: limit('observe') }, otherCallers: limit('enforce') },
    { istioVersion: '1.27' },
  ],
])('%s at %s', (code, path, spec, options) => {
  const { manifests, diagnostics } = compileDocument(documentOf(spec), options);
  expect(diagnostics).toContainEqual(expect.objectContaining({ code, path, severity: 'error' }));
  expect(manifests).toEqual([]);
});

it('warns about objects in the namespaces of callers when it is not known who may write there', () => {
  const { manifests, diagnostics } = compileDocument(
    documentOf({ rollout, callers: { prod: broken } }),
  );
  expect(diagnostics).toMatchObject([{ code: 'MT1201', severity: 'warning' }]);
  expect(manifests.filter(({ metadata }) => metadata.namespace === 'prod')).toHaveLength(2);
});

it('writes into no other namespace, and nothing for a whole namespace', () => {
  fc.assert(
    fc.property(policyDocument, document => {
      const { manifests } = compileDocument(document);
      expect(new Set(manifests.map(({ metadata }) => metadata.namespace))).toEqual(
        new Set(['shop']),
      );
      const bound = manifests.filter(({ kind }) =>
        ['AuthorizationPolicy', 'PeerAuthentication', 'EnvoyFilter', 'Telemetry'].includes(kind),
      );
      expect(bound.map(({ spec }) => spec?.selector ?? spec?.workloadSelector)).not.toContain(
        undefined,
      );
    }),
  );
});
