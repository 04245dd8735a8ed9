import { at, set } from './Manifests';
import type { Mutation } from './Mutation';

const peers = (name: string, mode: string) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name, namespace: 'shop' },
  spec: { mtls: { mode } },
});

/** Faults in access, mutual TLS, Namespaces and Services. */
export const ACCESS: readonly Mutation[] = [
  {
    fault: 'mutual TLS is not required',
    to: 'versions',
    code: 'MT2080',
    changes: true,
    edit: manifests => manifests.remove('PeerAuthentication'),
  },
  {
    fault: 'a DENY for all namespaces but one',
    to: 'versions',
    code: 'MT2081',
    changes: true,
    edit: manifests => {
      const deny = manifests.copy('AuthorizationPolicy');
      set(deny, 'metadata.name', 'deny');
      set(deny, 'spec.action', 'DENY');
      set(deny, 'spec.rules', [{ from: [{ source: { notNamespaces: ['prod'] } }] }]);
      manifests.addYounger(deny);
    },
  },
  {
    fault: 'namespace and principal in one source',
    to: 'versions',
    code: 'MT2082',
    changes: true,
    edit: manifests =>
      set(manifests.get('AuthorizationPolicy'), 'spec.rules.0.from.0.source', {
        namespaces: ['prod', 'staging'],
        principals: ['cluster.local/ns/ingress/sa/public'],
      }),
  },
  {
    fault: 'the pods have no sidecar',
    to: 'versions',
    code: 'MT2101',
    changes: true,
    edit: manifests =>
      set(manifests.get('Namespace', 'shop'), 'metadata.labels', { 'istio-injection': 'disabled' }),
  },
  {
    fault: 'one version runs without a sidecar',
    to: 'versions',
    code: 'MT2084',
    changes: true,
    edit: manifests =>
      set(
        manifests.get('Deployment', 'of-stable'),
        ['spec', 'template', 'metadata', 'labels', 'sidecar.istio.io/inject'],
        'false',
      ),
  },
  {
    fault: 'the policy targets the Service instead of the pods',
    to: 'versions',
    code: 'MT2086',
    changes: true,
    edit: manifests => {
      const policy = manifests.get('AuthorizationPolicy');
      set(policy, 'spec.selector', undefined);
      set(policy, 'spec.targetRefs', [{ kind: 'Service', group: '', name: 'backend' }]);
    },
  },
  {
    fault: 'a selector with a typing error',
    to: 'versions',
    code: 'MT2088',
    changes: true,
    edit: manifests =>
      set(manifests.get('AuthorizationPolicy'), 'spec.selector.matchLabels', {
        'mesh-traffic/service': 'bakcend',
      }),
  },
  {
    fault: 'a namespace with a typing error',
    to: 'versions',
    code: 'MT2089',
    changes: true,
    edit: manifests =>
      set(manifests.get('AuthorizationPolicy'), 'spec.rules.0.from.0.source', {
        namespaces: ['prdo', 'staging'],
      }),
  },
  {
    fault: 'mutual TLS is switched off in the namespace',
    to: 'versions',
    code: 'MT2091',
    changes: true,
    edit: manifests => {
      manifests.remove('PeerAuthentication');
      manifests.addYounger(peers('default', 'DISABLE'));
    },
  },
  {
    fault: 'two PeerAuthentications for the namespace',
    to: 'versions',
    code: 'MT2092',
    changes: false,
    edit: manifests => {
      manifests.addYounger(peers('first', 'STRICT'));
      manifests.addYounger(peers('second', 'PERMISSIVE'));
    },
  },
  {
    fault: 'only the paths below /api',
    to: 'versions',
    code: 'MT2093',
    changes: true,
    edit: manifests =>
      set(manifests.get('AuthorizationPolicy'), 'spec.rules.0.to', [
        { operation: { paths: ['/api/*'] } },
      ]),
  },
  {
    fault: 'a revision beside istio-injection',
    to: 'versions',
    code: 'MT2100',
    changes: false,
    edit: manifests =>
      set(manifests.get('Namespace', 'shop'), ['metadata', 'labels', 'istio.io/rev'], 'stable'),
  },
  {
    fault: 'a port that does not name its protocol',
    to: 'versions',
    code: 'MT2110',
    changes: false,
    edit: manifests =>
      set(manifests.get('Service'), 'spec.ports.0', { name: 'web', port: 80, targetPort: 80 }),
  },
  {
    fault: 'the Service selects no pod',
    to: 'versions',
    code: 'MT2111',
    changes: true,
    edit: manifests => set(manifests.get('Service'), 'spec.selector', { app: 'backend' }),
  },
  {
    fault: 'the Service is not there',
    to: 'versions',
    code: 'MT2112',
    changes: true,
    edit: manifests => manifests.remove('Service'),
  },
  ...[
    ['a label that the metrics do not have', 'MT2150', 'source_workload_namespace', 'source_ns'],
    ['calls counted at both ends', 'MT2151', 'reporter=\\"source\\",', ''],
    ['calls without an answer are not counted', 'MT2154', '0|5..', '5..'],
  ].map(([fault, code, text, other]): Mutation => ({
    fault,
    to: 'versions',
    code,
    changes: false,
    edit: manifests => {
      const dashboard = manifests.get('ConfigMap');
      for (const [file, json] of Object.entries(Object(at(dashboard, 'data')))) {
        set(dashboard, ['data', file], String(json).replaceAll(text, other));
      }
    },
  })),
  {
    fault: 'a dashboard wrapped as for the HTTP API',
    to: 'versions',
    code: 'MT2152',
    changes: false,
    edit: manifests => {
      const dashboard = manifests.get('ConfigMap');
      for (const [file, json] of Object.entries(Object(at(dashboard, 'data')))) {
        set(dashboard, ['data', file], `{"dashboard": ${json}}`);
      }
    },
  },
];
