import { parseDuration } from '../../simulate/durations';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** The rule's timeout ends the tries. */
export const perTryBeyondTimeout: LintRule = {
  code: 'MT2024',
  severity: 'warning',
  title: 'a timeout that leaves no time for a second try',
  source: "Envoy route timeout; measured: the rule's timeout ends the tries",
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) => {
      const timeout = parseDuration(rule.timeout ?? '');
      const perTry = parseDuration(rule.retries?.perTryTimeout ?? '');
      return timeout !== undefined && perTry !== undefined && perTry >= timeout
        ? [
            {
              on: object.on,
              path: `${path}.retries.perTryTimeout`,
              message: `One try may take ${rule.retries?.perTryTimeout}, all together only ${rule.timeout}: a slow call is never tried again.`,
              help: 'Shorten perTryTimeout or lengthen the timeout.',
            },
          ]
        : [];
    }),
};
