import fc from 'fast-check';

const CALLERS = ['prod', 'staging', 'dev', 'qa'];

const metric = {
  name: 'errors',
  template: { name: 'errors' },
  interval: '1m',
  max: 1,
  variables: { queue: 'orders', area: 'shop' },
};

const ring = fc.record(
  {
    pace: fc.constantFrom({ stepWeight: 5, maxWeight: 30 }, { stepWeights: [1, 10, 50] }, {}),
    thresholds: fc.constantFrom(
      { successRate: 99.5 },
      { latencyP99: '400ms', failedChecks: 2 },
      { metrics: [metric] },
    ),
    gate: fc.constantFrom('manual', { type: 'url', url: 'https://gates.example.com/api' }),
    loadTest: fc.constantFrom({}, { requestsPerSecond: 3, path: '/health' }),
    mirroring: fc.constant({ percent: 20 }),
  },
  { requiredKeys: [] },
);

const breaker = fc.constantFrom(undefined, { maxConnections: 10 }, { maxRequests: 5 });

/** Valid documents of one service with two rings; one version stays fixed. */
export const rolloutDocument = fc
  .record({
    rings: fc.tuple(ring, ring),
    homes: fc.tuple(...CALLERS.map(() => fc.constantFrom('early', 'late', 'fixed'))),
    limits: fc.tuple(...CALLERS.map(() => breaker)),
    others: fc.constantFrom<Record<string, unknown>>({ ring: 'late' }, { route: { fixed: 100 } }),
  })
  .map(({ rings: [early, late], homes, limits, others }) => ({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      versions: { fixed: { labels: { version: 'fixed' } } },
      callers: Object.fromEntries(
        CALLERS.map((caller, index) => [
          caller,
          {
            ...(homes[index] === 'fixed' ? { route: { fixed: 100 } } : { ring: homes[index] }),
            ...(limits[index] && { circuitBreaker: limits[index] }),
          },
        ]),
      ),
      otherCallers: others,
      rollout: {
        loadTester: { namespace: 'load-testing' },
        rings: {
          early: { workload: 'api-early', ...early },
          late: { workload: 'api-late', ...late },
        },
      },
    },
  }));
