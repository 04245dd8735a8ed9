import { istioQueries } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** A division keeps only what both sides have. */
export const divisionLosesZero: LintRule = {
  code: 'MT2153',
  severity: 'info',
  title: 'an error share that leaves out who has no errors',
  source: 'PromQL vector matching',
  check: context =>
    istioQueries(context).flatMap(({ on, path, expression }) =>
      /response_code=~[^}]*5\.\.[^/]*\//.test(expression) && !/\bor\b/.test(expression)
        ? [
            {
              on,
              path,
              message:
                'Callers without a single error have no line at all, as if they did not call.',
              help: 'Add "or 0 * <all calls>" to the left side.',
            },
          ]
        : [],
    ),
};
