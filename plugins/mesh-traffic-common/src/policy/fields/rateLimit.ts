import { z } from 'zod';
import { count, dnsLabel, portNumber } from './scalars';

/** How many calls one calling namespace may send. */
export const rateLimit = z
  .strictObject({
    requests: count.describe('Calls per unit of time.'),
    per: z.enum(['second', 'minute', 'hour']).default('minute').describe('The unit of time.'),
    burst: count
      .optional()
      .describe('Calls that may come at once after a quiet time; otherwise as many as requests.'),
    mode: z
      .enum(['observe', 'enforce'])
      .default('observe')
      .describe('observe only counts what would be refused; enforce answers 429.'),
  })
  .describe('Calls per namespace, told by the verified identity of the caller.');

export type RateLimit = z.infer<typeof rateLimit>;

/** How the limits of all callers are kept. */
export const rateLimiting = z
  .strictObject({
    scope: z
      .enum(['perPod', 'global'])
      .default('perPod')
      .describe(
        'perPod: each pod of the service counts for itself. global: one count for all pods.',
      ),
    unlistedCallers: z
      .enum(['shared', 'each'])
      .default('shared')
      .describe('Whether all other callers share the limit of otherCallers or get one each.'),
    service: z
      .strictObject({
        name: dnsLabel.default('ratelimit'),
        namespace: dnsLabel.default('ratelimit'),
        port: portNumber.default(8081),
      })
      .prefault({})
      .describe('The rate limit service (envoyproxy/ratelimit) that global limits ask.'),
  })
  .describe('How limits are kept; without it per pod, and all other callers share one.');
