import { HOME } from '../random/names';
import type { Fields } from '../random/randomRule';

function documentOf(name: string, spec: Fields): Fields {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name, namespace: HOME },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': name }, replicas: { min: 2, max: 8 } },
      },
      ...spec,
    },
  };
}

const retries = {
  attempts: 2,
  perTryTimeout: '2s',
  retryOn: ['connect-failure', 'refused-stream'],
};

/** Fixed versions by caller, with every aspect that a policy has beside a rollout. */
export const VERSIONS_DOCUMENT = documentOf('backend', {
  versions: {
    stable: { labels: { version: 'stable' } },
    canary: { labels: { version: 'canary' } },
    experimental: { labels: { version: 'experimental' } },
  },
  callers: {
    prod: {
      route: { stable: 100 },
      timeout: '10s',
      retries,
      circuitBreaker: {
        maxConnections: 100,
        maxPendingRequests: 100,
        outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 },
      },
      rateLimit: { requests: 1000, per: 'minute', mode: 'enforce' },
    },
    staging: { route: { stable: 90, canary: 10 }, timeout: '10s' },
    dev: { access: 'deny', route: { experimental: 100 } },
  },
  otherCallers: {
    route: { stable: 100 },
    rateLimit: { requests: 60, per: 'minute', mode: 'enforce' },
  },
  routes: [{ name: 'beta', match: { path: { prefix: '/beta/' } }, route: { canary: 100 } }],
  exposure: [{ gateway: 'ingress/public', hosts: ['www.example.com'], timeout: '15s' }],
  accessControl: {
    mode: 'enforce',
    gateways: ['cluster.local/ns/ingress/sa/public'],
  },
  monitoring: { dashboard: true },
});

/** Two rings, one of them an A/B test, and a fixed version beside them. */
export const ROLLOUT_DOCUMENT = documentOf('api', {
  versions: { fixed: { labels: { version: 'fixed' } } },
  callers: {
    prod: { ring: 'late', timeout: '10s', circuitBreaker: { maxConnections: 100 } },
    staging: { ring: 'early', timeout: '10s' },
    dev: { ring: 'tests' },
  },
  otherCallers: { route: { fixed: 100 } },
  accessControl: { mode: 'enforce' },
  rollout: {
    loadTester: { namespace: 'load-testing' },
    rings: {
      early: { workload: 'api-early', loadTest: {} },
      late: { workload: 'api-late', gate: 'manual' },
      tests: {
        workload: 'api-tests',
        pace: { iterations: 5 },
        abTest: { match: [{ sourceLabels: { role: 'tester' } }] },
      },
    },
  },
});
