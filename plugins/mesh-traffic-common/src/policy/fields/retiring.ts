import { z } from 'zod';
import { dnsLabel, labels } from './scalars';

/** What fell out of use and is kept for one change, while old routes may still name it. */
export const retiring = z
  .array(
    z
      .strictObject({
        version: dnsLabel
          .optional()
          .describe(
            'The fixed version beside a rollout whose Service stays; absent: the service itself.',
          ),
        subset: dnsLabel.optional().describe('Name of the subset that stays.'),
        labels: labels
          .optional()
          .describe("Pod labels of the subset, or of the version's Service; absent for all pods."),
      })
      .refine(({ version, subset }) => version !== undefined || subset !== undefined, {
        error: 'This keeps nothing.',
        params: { help: 'Give subset, or version and labels.' },
      })
      .refine(({ version, labels: pods }) => version === undefined || pods !== undefined, {
        error: 'The Service of the version has no pods.',
        params: { help: 'Give the labels of its pods too.' },
      }),
  )
  .default([])
  .describe('Subsets and Services kept one change longer; written by the product, not by people.');
