import { protoField } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** Without descriptors the filter knows no callers, and each pod counts for itself. */
export const oneBucketForAll: LintRule = {
  code: 'MT2061',
  severity: 'warning',
  title: 'one rate limit for all callers together',
  source: 'measured: prod 70 pass, then dev 30, staging 1',
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) =>
      items(protoField(config, 'rate_limits')).length === 0
        ? [
            {
              on,
              path: `${path}.typed_config`,
              message:
                'All callers draw from one bucket, and each pod has its own: one busy caller uses up what is meant for the others.',
              help: 'Add rate_limits and descriptors by the caller’s identity.',
            },
          ]
        : [],
    ),
};
