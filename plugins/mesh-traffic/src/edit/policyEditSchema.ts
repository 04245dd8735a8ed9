import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What the field writes and which options it takes, for the template editor; see PolicyEditValue. */
export const policyEditSchema = makeFieldSchema({
  output: z =>
    z.object({
      entityRef: z.string().optional().describe('The component whose service is changed'),
      base: z
        .object({
          commit: z.string(),
          policyBlob: z.string().nullable(),
          pullRequest: z.number().optional(),
        })
        .optional()
        .describe('The state of the GitOps repository that the person saw'),
      patch: z.record(z.unknown()).optional().describe('RFC 7396 merge patch on the policy'),
      driftAck: z
        .array(z.string())
        .optional()
        .describe('Blobs of hand-edited files that may be overwritten'),
      summary: z.string().optional().describe('The change in words, for the review step'),
    }),
  uiOptions: z =>
    z.object({
      aspect: z.enum(['routes']).default('routes').describe('Which part of the policy is edited'),
    }),
});
