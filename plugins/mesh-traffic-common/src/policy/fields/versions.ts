import { z } from 'zod';
import { count, labels } from './scalars';

/** Version name to the pods that run it. */
export const versions = z
  .record(
    z.string(),
    z.strictObject({
      labels: labels.describe(
        'Labels of the pods that run this version; beside a rollout, of a workload that no ring rolls out.',
      ),
      replicas: count
        .optional()
        .describe('Number of pods, where known: an ejection that can never happen is found by it.'),
    }),
  )
  .default({})
  .describe('Versions by name, as routes use them. Without any, calls go to the whole service.');
