import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ActionServices, tokenOf } from './ActionServices';
import { reviewExamples } from './review.examples';
import { inItsOwnWords } from './inItsOwnWords';
import { refuseErrors } from './refuseErrors';

/** `mesh-traffic:policy:review`: what a change would do. Writes nothing. */
export function createReviewAction({ auth, api }: ActionServices) {
  return createTemplateAction({
    id: 'mesh-traffic:policy:review',
    description:
      "Says what a change of a service's routing policy would do, and stops when it cannot be done",
    examples: reviewExamples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string({ description: 'The catalog entity of the service' }),
        mesh: z =>
          z.string({ description: 'The mesh, where the entity does not say it' }).optional(),
        base: z =>
          z
            .object({
              commit: z.string(),
              policyBlob: z.string().nullable(),
              pullRequest: z.number().int().optional(),
            })
            .describe('The state of the repository that the person saw; absent: the newest')
            .optional(),
        patch: z => z.record(z.unknown()).describe('RFC 7396 merge patch on the policy document'),
      },
      output: {
        summary: z => z.string({ description: 'The worst consequence in one sentence' }),
        title: z => z.string({ description: 'The change in words' }),
      },
    },
    async handler(ctx) {
      const token = await tokenOf(auth, await ctx.getInitiatorCredentials());
      const { entityRef, mesh, base, patch } = ctx.input;
      const outcome = await inItsOwnWords(
        api.previewPolicy(
          { entityRef, mesh: mesh || undefined, base, patch },
          { token, signal: ctx.signal },
        ),
      );
      refuseErrors(outcome);
      ctx.logger.info(`${outcome.review.title}: ${outcome.review.summary}`);
      ctx.output('summary', outcome.review.summary);
      ctx.output('title', outcome.review.title);
    },
  });
}
