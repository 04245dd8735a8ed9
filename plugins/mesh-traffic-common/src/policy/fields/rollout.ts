import { z } from 'zod';
import { ring } from './ring';
import { dnsLabel, httpUrl, portNumber } from './scalars';

/** Releases step by step, by Flagger. */
export const rollout = z
  .strictObject({
    metricsServer: httpUrl
      .default('http://prometheus.monitoring:9090')
      .describe('Prometheus that Flagger asks.'),
    loadTester: z
      .strictObject({
        namespace: dnsLabel.describe('Its namespace; it has a rate limit of its own there.'),
        name: dnsLabel.default('flagger-loadtester'),
        port: portNumber.default(80),
      })
      .optional()
      .describe("Flagger's load tester; required for load tests, manual gates and checks."),
    rings: z
      .record(z.string(), ring)
      .describe('Rings by name: groups of callers that get a new version at their own pace.'),
  })
  .describe('Releases step by step by Flagger, a ring of callers at a time.');

export type Rollout = z.infer<typeof rollout>;
