import { z } from 'zod';
import { count, duration, percent } from './scalars';

const outlierDetection = z
  .strictObject({
    consecutive5xxErrors: count.optional().describe('Answers 5xx in a row that eject a pod.'),
    consecutiveGatewayErrors: count
      .optional()
      .describe('Answers 502, 503 or 504 in a row that eject a pod.'),
    interval: duration.optional().describe("Time between checks. Envoy's default is 10s."),
    baseEjectionTime: duration
      .optional()
      .describe("Shortest time outside; grows with each ejection. Envoy's default is 30s."),
    maxEjectionPercent: percent
      .refine(value => value > 0, {
        error: 'Istio takes no 0 here: up to 10 % of the pods would be ejected.',
        params: { help: 'Leave outlierDetection out to eject no pod.' },
      })
      .optional()
      .describe('Most pods outside at once, rounded down to whole pods. Envoy takes 10.'),
    minHealthPercent: percent
      .optional()
      .describe('Below this share of healthy pods all of them get calls again.'),
  })
  .describe('Pods that keep failing get no calls for a while.');

/** Limits per calling pod and version; more than that is answered 503 at once. */
export const circuitBreaker = z
  .strictObject({
    maxConnections: count.optional().describe('Connections of one calling pod to one version.'),
    maxPendingRequests: count
      .optional()
      .describe('Calls that wait for a connection. Below maxConnections it refuses bursts.'),
    maxRequests: count.optional().describe('Calls at once, on HTTP/1.1 as well as HTTP/2.'),
    maxRequestsPerConnection: count.optional().describe('Calls after which a connection closes.'),
    maxRetries: count.optional().describe('Retries at once.'),
    connectTimeout: duration.optional().describe('Longest time to connect.'),
    idleTimeout: duration.optional().describe('Time after which an unused connection closes.'),
    outlierDetection: outlierDetection.optional(),
  })
  .refine(value => Object.keys(value).length > 0, {
    error: 'There is no limit here.',
    params: { help: 'Give a limit or leave circuitBreaker out.' },
  })
  .describe('Limits per calling pod and version, not per namespace in total.');

export type CircuitBreaker = z.infer<typeof circuitBreaker>;
