import { z } from 'zod';
import { dnsLabel, labels } from './scalars';

/** Subsets that fell out of use and are kept for one change, while old routes may still name them. */
export const retiring = z
  .array(
    z.strictObject({
      subset: dnsLabel.describe('Name of the subset.'),
      labels: labels.optional().describe('Its pod labels; absent for all pods.'),
    }),
  )
  .default([])
  .describe('Subsets kept one change longer; written by the product, not by people.');
