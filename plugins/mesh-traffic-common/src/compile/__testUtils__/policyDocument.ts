import fc from 'fast-check';

const VERSIONS = ['stable', 'canary', 'v1-2', 'prod-stable'];
const CALLERS = ['prod', 'staging', 'dev', 'others', 'a-b', 'x'.repeat(63)];

const route = fc
  .tuple(
    fc.constantFrom(...VERSIONS),
    fc.constantFrom(...VERSIONS),
    fc.integer({ min: 0, max: 100 }),
  )
  .map(([one, two, weight]): Record<string, number> =>
    one === two ? { [one]: 100 } : { [one]: weight, [two]: 100 - weight },
  );

const duration = fc.constantFrom('500ms', '2s', '10s', '45s');

const breaker = fc.record(
  {
    maxConnections: fc.integer({ min: 1, max: 1000 }),
    maxRequests: fc.integer({ min: 1, max: 1000 }),
    outlierDetection: fc.record(
      { consecutive5xxErrors: fc.integer({ min: 1, max: 20 }), interval: duration },
      { requiredKeys: ['interval'] },
    ),
  },
  { requiredKeys: ['maxConnections'] },
);

const rateLimit = fc.record(
  {
    requests: fc.integer({ min: 1, max: 100000 }),
    per: fc.constantFrom('second', 'minute', 'hour'),
    mode: fc.constantFrom('observe', 'enforce'),
  },
  { requiredKeys: ['requests'] },
);

const rule = {
  access: fc.constantFrom('allow', 'deny'),
  route,
  timeout: duration,
  retries: fc.record({ attempts: fc.integer({ min: 1, max: 9 }) }),
  circuitBreaker: breaker,
  rateLimit,
};

/** Valid documents of one service, without rollout: any mixture of everything else. */
export const policyDocument = fc
  .record(
    {
      callers: fc.dictionary(fc.constantFrom(...CALLERS), fc.record(rule, { requiredKeys: [] }), {
        maxKeys: 5,
      }),
      otherCallers: fc.record(rule, { requiredKeys: ['route'] }),
      routes: fc.uniqueArray(
        fc.record(
          {
            name: fc.constantFrom('api', 'login', 'events'),
            match: fc.constantFrom(
              { path: { prefix: '/api' } },
              { method: ['POST'], headers: { 'x-beta': { exact: 'yes' } } },
            ),
            callers: fc.uniqueArray(fc.constantFrom(...CALLERS), { minLength: 1, maxLength: 3 }),
            route,
          },
          { requiredKeys: ['name', 'match'] },
        ),
        { selector: entry => entry.name, maxLength: 3 },
      ),
      exposure: fc.constantFrom([], [{ gateway: 'ingress/public', hosts: ['www.example.com'] }]),
    },
    { requiredKeys: ['otherCallers'] },
  )
  .map(spec => ({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'backend', namespace: 'shop' },
    spec: {
      service: {
        ports: [{ name: 'http', number: 80 }],
        workload: { labels: { 'mesh-traffic/service': 'backend' } },
      },
      versions: Object.fromEntries(
        VERSIONS.map(version => [version, { labels: { version, app: 'backend' } }]),
      ),
      retiring: [{ subset: 'gone', labels: { version: 'gone', app: 'backend' } }],
      monitoring: {
        dashboard: { labels: { grafana_dashboard: '1', folder: 'teams' } },
        recordingRules: true,
        alerts: { failedPercent: 5, labels: { severity: 'page', area: 'shop' } },
        ruleLabels: { release: 'prometheus', 'app.kubernetes.io/part-of': 'shop' },
      },
      accessControl: {
        mode: 'enforce',
        gateways: ['cluster.local/ns/ingress/sa/public'],
      },
      ...spec,
    },
  }));
