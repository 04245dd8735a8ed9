import { z } from 'zod';

/** Findings that somebody has decided to live with. */
export const suppressions = z
  .array(
    z.strictObject({
      code: z.string().regex(/^MT\d{4}$/, { error: 'A code is MT and four digits.' }),
      reason: z.string().min(1).max(500),
      owner: z.string().min(1).max(200).describe('Who decided.'),
      until: z.iso.date().describe('Last day (YYYY-MM-DD).'),
    }),
  )
  .default([])
  .describe('Findings that somebody has decided to live with, until a day.');
