import type { LintRule } from '../LintRule';

/** What the schema or Istio's webhook refuses does not exist, however right it looks. */
export const refusedByWebhook: LintRule = {
  code: 'MT2002',
  severity: 'error',
  title: 'an object that the API server or Istio refuses',
  source: 'istio pkg/config/validation/validation.go',
  check: context =>
    context.world.refused.flatMap(({ object, reason, path }) => {
      const on = reason.startsWith('no matches for kind') ? undefined : context.object(object);
      return on
        ? [
            {
              on,
              path: path ?? 'spec',
              message: `It is refused, so it has no effect at all: ${reason.replace(/^configuration is invalid: /, '')}.`,
              help: 'Correct the field; kubectl apply says the same.',
            },
          ]
        : [];
    }),
};
