import { parsePolicy } from '../policy/parsePolicy';
import { BACKEND_POLICY } from '../policy/__testUtils__/backendPolicy';
import { explainPolicy } from './explainPolicy';

it('says what a policy means to each caller', () => {
  const { policy } = parsePolicy(
    BACKEND_POLICY.replace(
      'timeout: 10s',
      `timeout: 10s
      retries: { attempts: 5, perTryTimeout: 2s, retryOn: [5xx, reset] }
      circuitBreaker: { maxConnections: 500, maxPendingRequests: 500, outlierDetection: { consecutive5xxErrors: 3 } }
      rateLimit: { requests: 1000, per: minute, mode: enforce }`,
    ).replace('ports: [', 'workload: { labels: { app: backend } }\n    ports: ['),
  );
  expect(policy && explainPolicy(policy)).toEqual([
    { caller: 'dev', sentences: ['Calls are allowed.', 'Calls go to 100 % experimental.'] },
    {
      caller: 'prod',
      sentences: [
        'Calls are allowed.',
        'Calls go to 100 % stable.',
        'A call is given up after 10s.',
        'A failed call is retried: up to 5 times, 2s each, on 5xx or reset.',
        'Circuit breaker: 500 connections, 500 waiting, 3 errors in a row eject a pod.',
        'Limit: 1,000 per minute.',
      ],
    },
    {
      caller: 'staging',
      sentences: ['Calls are allowed.', 'Calls go to 90 % stable, 10 % canary.'],
    },
    { caller: '*', sentences: ['Calls are allowed.', 'Calls go to 100 % stable.'] },
  ]);
});
