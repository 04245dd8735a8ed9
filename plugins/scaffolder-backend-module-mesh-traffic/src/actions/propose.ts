import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ProposeResponse } from 'backstage-plugin-mesh-traffic-common';
import { ActionServices, tokenOf } from './ActionServices';
import { proposeExamples } from './propose.examples';
import { inItsOwnWords } from './inItsOwnWords';
import { refuseErrors } from './refuseErrors';

/**
 * `mesh-traffic:policy:propose`: opens a pull request in the name of the person who started the task. A
 * repeated run finds what the first one did.
 */
export function createProposeAction({ auth, api }: ActionServices) {
  return createTemplateAction({
    id: 'mesh-traffic:policy:propose',
    description: "Opens a pull request that changes a service's routing policy",
    examples: proposeExamples,
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
            .describe('The state of the repository that the person saw'),
        patch: z => z.record(z.unknown()).describe('RFC 7396 merge patch on the policy document'),
        driftAck: z =>
          z
            .array(z.string())
            .describe('Git blobs of hand-edited files that the person agrees to overwrite')
            .optional(),
        note: z => z.string({ description: 'Why, for the reviewer' }).optional(),
        draft: z => z.boolean({ description: 'Open the pull request as a draft' }).optional(),
      },
      output: {
        status: z => z.string({ description: 'created, updated, unchanged, or dry run' }),
        pullRequestUrl: z => z.string({ description: 'Empty when there is nothing to change' }),
        pullRequestNumber: z => z.string({ description: 'Empty when there is nothing to change' }),
        summary: z => z.string({ description: 'The worst consequence in one sentence' }),
        text: z => z.string({ description: 'What happens now, in sentences' }),
      },
    },
    async handler(ctx) {
      const token = await tokenOf(auth, await ctx.getInitiatorCredentials());
      const { entityRef, base, patch, driftAck, draft } = ctx.input;
      const mesh = ctx.input.mesh || undefined;
      const note = ctx.input.note || undefined;
      const options = { token, signal: ctx.signal };

      if (ctx.isDryRun) {
        const outcome = await inItsOwnWords(
          api.previewPolicy({ entityRef, mesh, base, patch }, options),
        );
        refuseErrors(outcome);
        ctx.output('status', 'dry run');
        ctx.output('pullRequestUrl', '');
        ctx.output('pullRequestNumber', '');
        ctx.output('summary', outcome.review.summary);
        ctx.output('text', `A pull request "${outcome.review.title}" would be opened.`);
        return;
      }

      const outcome = await inItsOwnWords(
        api.proposePolicy({ entityRef, mesh, base, patch, driftAck, note, draft }, options),
      );
      for (const warning of outcome.warnings) ctx.logger.warn(warning);
      const text = describe(outcome);
      ctx.logger.info(text);
      ctx.output('status', outcome.status);
      ctx.output('pullRequestUrl', outcome.pullRequest?.url ?? '');
      ctx.output('pullRequestNumber', String(outcome.pullRequest?.number ?? ''));
      ctx.output('summary', outcome.review.summary);
      ctx.output('text', text);
    },
  });
}

function describe({ status, pullRequest, review }: ProposeResponse): string {
  if (!pullRequest) return 'The policy already says this: there is nothing to change.';
  const what = {
    created: `Pull request #${pullRequest.number} is open`,
    updated: `The change was added to your open pull request #${pullRequest.number}`,
    unchanged: `Your open pull request #${pullRequest.number} already says this`,
  }[status];
  return `${what}: ${review.title}. Nothing changes for any caller before it is merged.`;
}
