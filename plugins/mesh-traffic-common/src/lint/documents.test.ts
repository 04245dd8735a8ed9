import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expand } from '../effective';
import { loadYaml } from '../kubernetes/loadYaml';
import type { Manifest } from '../kubernetes/manifest';
import { createSimulator } from '../simulate/createSimulator';
import { lint } from './lint';

const GOLDEN = resolve(__dirname, '../../../../test/golden');

describe('documents', () => {
  it('are routing policies too: mistakes have the codes of the policy', () => {
    const { findings } = lint(
      loadYaml(`
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata: { name: backend, namespace: shop }
spec:
  service: { ports: [{ name: http, number: 80, protocol: http }] }
  versions: { stable: { labels: { version: stable } } }
  callers: { prod: { access: allow, route: { stable: 90 } } }
  otherCallers: { access: allow, route: { stable: 100 } }
`).documents,
    );
    expect(findings).toEqual([
      expect.objectContaining({
        object: 'RoutingPolicy/shop/backend',
        path: 'spec.callers.prod.route',
        severity: 'error',
        line: 8,
      }),
    ]);
  });

  it('may be lists', () => {
    const { findings } = lint(
      loadYaml(`
apiVersion: v1
kind: List
items:
  - apiVersion: networking.istio.io/v1beta1
    kind: EnvoyFilter
    metadata: { name: limit, namespace: istio-system }
    spec: {}
`).documents.map(document => ({ ...document, file: 'list.yaml' })),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'MT2001', line: 5, file: 'list.yaml' }),
    );
  });

  it.each([
    ['nothing', null],
    ['text', 'hello'],
    ['a list', [1, 2]],
    ['no metadata', { apiVersion: 'v1', kind: 'Service' }],
    ['metadata of another type', { apiVersion: 'v1', kind: 'Service', metadata: 'x' }],
    [
      'a spec of another type',
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'a' },
        spec: 'x',
      },
    ],
    [
      'lists where maps belong',
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'a' },
        spec: { hosts: 'x', http: { a: 1 } },
      },
    ],
    [
      'a canary of nothing',
      {
        apiVersion: 'flagger.app/v1beta1',
        kind: 'Canary',
        metadata: { name: 'a' },
        spec: { analysis: { match: [null, 'x'], metrics: ['x'], webhooks: [1] } },
      },
    ],
    [
      'a service of nothing',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { ports: ['x', null], selector: 'x' },
      },
    ],
    [
      'a filter of nothing',
      {
        apiVersion: 'networking.istio.io/v1alpha3',
        kind: 'EnvoyFilter',
        metadata: { name: 'a' },
        spec: { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { value: 'x' } }] },
      },
    ],
    [
      'a config map of nothing',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
        data: { 'a.json': '{', b: 1 },
      },
    ],
  ])('are looked at without falling over %s', (_, value) => {
    expect(() => lint([{ value }])).not.toThrow();
  });

  const ours = readdirSync(GOLDEN).filter(name =>
    existsSync(resolve(GOLDEN, name, 'manifests.yaml')),
  );

  it.each(ours)('compiled from a policy have no error: %s', name => {
    const text = readFileSync(resolve(GOLDEN, name, 'manifests.yaml'), 'utf8');
    const { findings } = lint(loadYaml(text).documents);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['kind', 'kind: VirtualService', 'kind: constructor'],
    ['name of a port', 'name: http', 'name: constructor'],
    ['place of a patch', 'applyTo: CLUSTER', 'applyTo: toString'],
    ['mirror', 'mirror: {host: api}', 'mirror: {}'],
    ['spec', 'spec: {targetRef: {name: api}}', 'spec: null'],
  ])('are read whatever stands there: %s', (_, right, odd) => {
    const text = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api, namespace: shop}
spec: {hosts: [api], http: [{route: [{destination: {host: api}}], mirror: {host: api}}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: api, namespace: shop}
spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE}}]}
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: api, namespace: shop}
spec: {targetRef: {name: api}}
`;
    const objects = loadYaml(text.replace(right, odd)).documents;
    const manifests = objects.map(({ value }) => value as Manifest);

    expect(text).toContain(right);
    expect(() => [lint(objects), expand(manifests), createSimulator(manifests)]).not.toThrow();
  });
});
