import { protoField, protoNumber } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** Listed callers draw from the default bucket as well, until it is empty for everybody. */
export const defaultBucketShared: LintRule = {
  code: 'MT2067',
  severity: 'error',
  title: 'listed callers that also use up the default bucket',
  source: "measured: prod's 20 and dev's 5 empty a default of 25",
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) => {
      const own = items(protoField(config, 'descriptors')).map(
        each => protoNumber(protoField(each, 'token_bucket'), 'max_tokens') ?? 0,
      );
      const byDefault = protoNumber(protoField(config, 'token_bucket'), 'max_tokens');
      return byDefault !== undefined &&
        own.length > 0 &&
        protoField(config, 'always_consume_default_token_bucket') !== false &&
        byDefault < own.reduce((sum, tokens) => sum + tokens, 0)
        ? [
            {
              on,
              path: `${path}.typed_config`,
              message: `Every call also takes a token from the default bucket of ${byDefault}: when it is empty, all callers get 429.`,
              help: 'Set always_consume_default_token_bucket to false.',
            },
          ]
        : [];
    }),
};
