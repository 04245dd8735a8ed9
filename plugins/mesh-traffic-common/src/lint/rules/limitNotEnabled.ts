import { limitsOf } from '../limitsOf';
import { protoShare } from '../../simulate/limits/protoField';
import type { LintRule } from '../LintRule';

/** Both percentages are 0 unless they are set. */
export const limitNotEnabled: LintRule = {
  code: 'MT2060',
  severity: 'error',
  title: 'a rate limit that is not switched on',
  source: 'envoy local_rate_limit.proto, filter_enabled and filter_enforced',
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) =>
      (['filter_enabled', 'filter_enforced'] as const).flatMap(name =>
        protoShare(config, name, -1) === -1
          ? [
              {
                on,
                path: `${path}.typed_config`,
                message: `${name} is not set and counts as 0 %: the limit ${name === 'filter_enabled' ? 'does nothing' : 'refuses nobody'}.`,
                help: `Set ${name}.default_value.numerator to 100${name === 'filter_enforced' ? ', or to 0 to observe on purpose' : ''}.`,
              },
            ]
          : [],
      ),
    ),
};
