import { readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { policyDocument } from './__testUtils__/policyDocument';
import { compileDocument } from './__testUtils__/compileDocument';
import { CompileOptions } from '.';

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

const rollout = { rings: { main: { workload: 'api-main' } } };
const broken = { ring: 'main', circuitBreaker: { maxConnections: 1 } };

interface Case {
  code: string;
  path: string;
  options: CompileOptions;
  spec: Record<string, unknown>;
}

const file = join(__dirname, '../../../../test/golden/findings/findings.yaml');
const { mesh } = load(readFileSync(file, 'utf8')) as { mesh: Case[] };

it.each(mesh)('$code at $path', ({ code, path, options, spec }) => {
  const { manifests, diagnostics } = compileDocument(documentOf(spec), options);
  expect(diagnostics).toContainEqual(expect.objectContaining({ code, path, severity: 'error' }));
  expect(manifests).toEqual([]);
});

it('warns about objects in the namespaces of callers when it is not known who may write there', () => {
  const { manifests, diagnostics } = compileDocument(
    documentOf({ rollout, callers: { prod: broken }, otherCallers: { ring: 'main' } }),
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

it('warns about gateways of another trust domain, whose certificates the mesh does not take', () => {
  const accessControl = { gateways: ['example.org/ns/ingress/sa/public'] };
  const options = { trustDomain: 'example.com' };
  const found = compileDocument(documentOf({ accessControl }), options).diagnostics;
  expect(found).toMatchObject([
    { code: 'MT1205', severity: 'warning', path: 'spec.accessControl.gateways.0' },
  ]);
  expect(
    compileDocument(documentOf({ accessControl }), { trustDomain: 'example.org' }),
  ).toMatchObject({ diagnostics: [] });
});
