import { z } from 'zod';
import { count, dnsLabel, duration, sortedByKey } from './scalars';

const metric = z.strictObject({
  name: dnsLabel,
  template: z.strictObject({ name: z.string().min(1).max(253), namespace: dnsLabel.optional() }),
  min: z.number().optional(),
  max: z.number().optional(),
  interval: duration.optional().describe('Window of the query; required, Flagger has no default.'),
  variables: z.record(z.string(), z.string()).overwrite(sortedByKey).optional(),
});

/** When a release goes on and when it is taken back. */
export const thresholds = z
  .strictObject({
    successRate: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe(
        'Fewest percent of good answers. Calls refused by policy (403, 429) do not count. Without it 99, unless metrics has some of your own.',
      ),
    latencyP99: duration.optional().describe('Longest time that 99 of 100 calls may take.'),
    failedChecks: count.default(5).describe('Failed checks after which the release is taken back.'),
    metrics: z.array(metric).max(20).default([]).describe('Further metrics by MetricTemplate.'),
  })
  .overwrite(value =>
    value.successRate === undefined && value.metrics.length === 0
      ? { ...value, successRate: 99 }
      : value,
  )
  .prefault({})
  .describe('When a release is taken back. Without it: 99 percent good answers.');
