import { parseDuration } from '../../simulate/durations';
import { protoField, protoText } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

const SHORTEST_MS = 50;

/** Passes API server and webhook; Envoy refuses the listener. */
export const fillIntervalTooShort: LintRule = {
  code: 'MT2069',
  severity: 'error',
  title: 'a fill interval under 50 ms',
  source: 'envoy local_ratelimit; measured',
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) =>
      [config, ...items(protoField(config, 'descriptors'))].flatMap((holder, index) => {
        const interval = protoText(protoField(holder, 'token_bucket'), 'fill_interval');
        const ms = parseDuration(interval ?? '');
        return ms !== undefined && ms < SHORTEST_MS
          ? [
              {
                on,
                path: `${path}.typed_config.${index === 0 ? '' : `descriptors.${index - 1}.`}token_bucket.fill_interval`,
                message: `Envoy refuses the whole listener for a fill interval of ${interval}.`,
                help: 'Take at least 50ms.',
              },
            ]
          : [];
      }),
    ),
};
