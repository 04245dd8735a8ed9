import { findingsOf } from '../__testUtils__/findingsOf';

const abTest = { match: [{ headers: { 'x-beta': 'yes' } }] };
const pinned = { versions: { stable: { labels: { version: 'stable' } } } };
const slow = (callers?: string[]) => ({
  ...pinned,
  callers: { dev: { route: { stable: 100 } } },
  otherCallers: { route: { stable: 100 } },
  routes: [{ name: 'slow', match: { path: { prefix: '/slow' } }, callers, timeout: '30s' }],
  rollout: { rings: { main: { abTest } } },
});

it('takes a route of callers that are not in an A/B test', () => {
  expect(findingsOf('rollout', slow(['dev', 'stranger']))).toEqual([]);
  const refused = ['error MT1126 spec.routes.0'];
  expect(findingsOf('rollout', slow(['dev', 'prod']))).toEqual(refused);
  expect(findingsOf('rollout', slow())).toEqual(refused);
});

it('takes limits of callers and gateways that go where all others go', () => {
  const limit = { circuitBreaker: { maxRequests: 3 } };
  const spec = {
    ...pinned,
    otherCallers: { route: { stable: 100 } },
    callers: { dev: limit },
    exposure: [{ gateway: 'ingress/public', hosts: ['www.example.com'], ...limit }],
  };
  expect(findingsOf('rollout', spec)).toEqual([]);
  const mixed = {
    ...spec,
    versions: {},
    otherCallers: {},
    rollout: { rings: { main: { workload: 'api' } } },
  };
  expect(findingsOf('rollout', mixed)).toEqual([
    'error MT1137 spec.callers.dev.circuitBreaker',
    'error MT1137 spec.exposure.0.circuitBreaker',
  ]);
});

it('does not let the limits of a caller hold for a gateway in its namespace', () => {
  const spec = (exposure: object, caller: object = { ring: 'main' }) => ({
    ...pinned,
    callers: { ingress: { ...caller, circuitBreaker: { maxConnections: 1 } } },
    otherCallers: { ring: 'main' },
    exposure: [{ gateway: 'ingress/public', hosts: ['www.example.com'], ...exposure }],
  });
  const refused = ['error MT1138 spec.exposure.0'];
  expect(findingsOf('rollout', spec({}))).toEqual(refused);
  expect(findingsOf('rollout', spec({ ring: 'main' }, {}))).toEqual(refused);
  expect(findingsOf('rollout', spec({ namespace: 'edge' }))).toEqual([]);
  expect(findingsOf('rollout', spec({ route: { stable: 100 } }))).toEqual([]);
  expect(findingsOf('rollout', spec({}, { route: { stable: 100 } }))).toEqual([]);
});
