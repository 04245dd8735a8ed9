import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadYaml } from '../kubernetes/loadYaml';
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
});
