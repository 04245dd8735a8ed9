import { normalizeDuration, parseDuration } from '../../simulate/durations';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** A failing backend is hit once more for each attempt, and the caller waits for all of them. */
export const retriesWithoutTimeout: LintRule = {
  code: 'MT2021',
  severity: 'warning',
  title: 'many retries without a timeout over all of them',
  source:
    'measured: perTryTimeout 300 ms with 5 attempts makes 6 tries; Istio sets no timeout by itself',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) => {
      const attempts = rule.retries?.attempts ?? 0;
      if (attempts < 3 || rule.timeout !== undefined) {
        return [];
      }
      const perTry = parseDuration(rule.retries?.perTryTimeout ?? '');
      const longest =
        perTry === undefined
          ? 'for ever'
          : `${normalizeDuration(`${((attempts + 1) * perTry) / 1000}s`)}`;
      return [
        {
          on: object.on,
          path: `${path}.retries`,
          message: `Attempts are extra tries: a failing backend gets ${attempts + 1} times the calls, and a caller waits ${longest}.`,
          help: 'Set a timeout on the rule, and fewer attempts.',
        },
      ];
    }),
};
