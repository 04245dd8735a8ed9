import { istioQueries } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** Only the server knows. */
export const mtlsAtSource: LintRule = {
  code: 'MT2155',
  severity: 'warning',
  title: 'the security of a connection as seen by the caller',
  source: 'istio/proxy istio_stats.cc: connection_security_policy is unknown for reporter source',
  check: context =>
    istioQueries(context).flatMap(({ on, path, expression }) =>
      /connection_security_policy/.test(expression) && /reporter\s*=\s*\\?"source/.test(expression)
        ? [
            {
              on,
              path,
              message: 'For reporter="source" connection_security_policy is always "unknown".',
              help: 'Use reporter="destination".',
            },
          ]
        : [],
    ),
};
