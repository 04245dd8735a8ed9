import { set, subsetAt } from './Manifests';
import type { Mutation } from './Mutation';

const HOST = 'backend.shop.svc.cluster.local';
const forProd = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'for-prod', namespace: 'shop' },
  spec: {
    host: HOST,
    exportTo: ['prod'],
    subsets: [{ name: 'prod-only', labels: { version: 'stable' } }],
  },
};

/** Faults in DestinationRules. */
export const SUBSETS: readonly Mutation[] = [
  {
    fault: 'a second DestinationRule with another exportTo, younger',
    to: 'versions',
    code: 'MT2040',
    changes: true,
    edit: manifests => manifests.addYounger(forProd),
  },
  {
    fault: 'a second DestinationRule with another exportTo, older',
    to: 'versions',
    code: 'MT2040',
    changes: false,
    edit: manifests => manifests.addOlder(forProd),
  },
  {
    fault: 'an exportTo that contains that of another rule',
    to: 'versions',
    code: 'MT2041',
    changes: true,
    edit: manifests => {
      const wide = manifests.get('DestinationRule');
      set(wide, 'spec.exportTo', ['prod', 'staging', 'ingress', 'dev', 'stranger', 'passer-by']);
      manifests.addOlder(forProd);
    },
  },
  {
    fault: 'a subset is gone that a route still uses',
    to: 'versions',
    code: 'MT2014',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      set(rule, subsetAt(rule, 'canary'), undefined);
    },
  },
  {
    fault: 'limits on a subset that no route uses',
    to: 'versions',
    code: 'MT2042',
    changes: false,
    edit: manifests => addSubset(manifests.get('DestinationRule')),
  },
  {
    fault: 'consecutiveErrors',
    to: 'versions',
    code: 'MT2043',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      set(rule, `${subsetAt(rule, 'prod-stable')}.trafficPolicy.outlierDetection`, {
        consecutiveErrors: 3,
        maxEjectionPercent: 50,
      });
    },
  },
  {
    fault: 'an ejection that can never happen',
    to: 'versions',
    code: 'MT2044',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      const policy = `${subsetAt(rule, 'prod-stable')}.trafficPolicy`;
      set(rule, `${policy}.outlierDetection.maxEjectionPercent`, 10);
    },
  },
  {
    fault: 'fewer waiting calls than connections',
    to: 'versions',
    code: 'MT2045',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      const pool = `${subsetAt(rule, 'prod-stable')}.trafficPolicy.connectionPool`;
      set(rule, `${pool}.http.http1MaxPendingRequests`, 10);
    },
  },
  {
    fault: 'limits at the top of the rule',
    to: 'versions',
    code: 'MT2046',
    changes: true,
    edit: manifests =>
      set(manifests.get('DestinationRule'), 'spec.trafficPolicy', {
        connectionPool: { tcp: { maxConnections: 100 } },
      }),
  },
  {
    fault: 'a rule in a caller’s namespace that hides the owner’s',
    to: 'versions',
    code: 'MT2047',
    changes: true,
    edit: manifests =>
      manifests.addYounger({
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'everything', namespace: 'prod' },
        spec: {
          host: '*.svc.cluster.local',
          trafficPolicy: { loadBalancer: { simple: 'RANDOM' } },
        },
      }),
  },
  {
    fault: 'ISTIO_MUTUAL to pods without a sidecar',
    to: 'versions',
    code: 'MT2048',
    changes: true,
    edit: manifests => {
      set(manifests.get('Namespace', 'shop'), 'metadata.labels', {});
      set(manifests.get('DestinationRule'), 'spec.trafficPolicy', {
        tls: { mode: 'ISTIO_MUTUAL' },
      });
    },
  },
  {
    fault: 'tls DISABLE against STRICT',
    to: 'versions',
    code: 'MT2049',
    changes: true,
    edit: manifests =>
      set(manifests.get('DestinationRule'), 'spec.trafficPolicy', { tls: { mode: 'DISABLE' } }),
  },
  {
    fault: 'a tls block that says what holds anyway',
    to: 'versions',
    code: 'MT2050',
    changes: false,
    edit: manifests =>
      set(manifests.get('DestinationRule'), 'spec.trafficPolicy', {
        tls: { mode: 'ISTIO_MUTUAL' },
      }),
  },
  {
    fault: 'labels of a subset with a typing error',
    to: 'versions',
    code: 'MT2020',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      set(rule, `${subsetAt(rule, 'canary')}.labels`, { version: 'canari' });
    },
  },
  {
    fault: 'a subset that no route uses and no pod has',
    to: 'versions',
    code: 'MT2051',
    changes: false,
    edit: manifests => addSubset(manifests.get('DestinationRule'), { version: 'gone' }),
  },
  {
    fault: 'a subset without labels',
    to: 'versions',
    code: 'MT2052',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      set(rule, `${subsetAt(rule, 'stable')}.labels`, undefined);
    },
  },
  {
    fault: 'a rule for some pods of a caller only',
    to: 'versions',
    code: 'MT2053',
    changes: true,
    edit: manifests =>
      manifests.addYounger({
        ...forProd,
        metadata: { name: 'for-batch', namespace: 'prod' },
        spec: {
          host: HOST,
          workloadSelector: { matchLabels: { job: 'batch' } },
          trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
        },
      }),
  },
  {
    fault: 'the rule stands in a namespace of somebody else',
    to: 'versions',
    code: 'MT2014',
    changes: true,
    edit: manifests => set(manifests.get('DestinationRule'), 'metadata.namespace', 'edge'),
  },
  {
    fault: 'the rule stands in a namespace of somebody else and names callers',
    to: 'versions',
    code: 'MT2055',
    changes: true,
    edit: manifests => {
      const rule = manifests.get('DestinationRule');
      set(rule, 'metadata.namespace', 'edge');
      set(rule, 'spec.exportTo', ['prod', 'staging']);
    },
  },
];

function addSubset(rule: unknown, labels: Record<string, string> = { version: 'stable' }): void {
  set(rule, 'spec.subsets.5', {
    name: 'unused',
    labels,
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 7 } } },
  });
}
