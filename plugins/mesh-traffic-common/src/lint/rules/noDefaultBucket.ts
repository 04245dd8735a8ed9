import { protoField } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** Who matches no descriptor is not limited at all. */
export const noDefaultBucket: LintRule = {
  code: 'MT2066',
  severity: 'warning',
  title: 'limits by caller without a default bucket',
  source: 'measured: without a default token_bucket unlisted callers are not limited',
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) =>
      items(protoField(config, 'descriptors')).length > 0 &&
      protoField(config, 'token_bucket') === undefined
        ? [
            {
              on,
              path: `${path}.typed_config`,
              message:
                'Callers that no descriptor names, and calls without identity, are not limited.',
              help: 'Add a token_bucket for everybody else.',
            },
          ]
        : [],
    ),
};
