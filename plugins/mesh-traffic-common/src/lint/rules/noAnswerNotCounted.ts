import { istioQueries } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** Calls without any answer have code 0. */
export const noAnswerNotCounted: LintRule = {
  code: 'MT2154',
  severity: 'info',
  title: 'an error share without response code 0',
  source: 'istio/proxy istio_stats.cc: response_code 0 where there was no answer',
  check: context =>
    istioQueries(context).flatMap(({ on, path, expression }) =>
      /response_code=~\\?"5\.\.\\?"/.test(expression)
        ? [
            {
              on,
              path,
              message: 'Calls that got no answer at all have response_code 0 and are not counted.',
              help: 'Write response_code=~"0|5..".',
            },
          ]
        : [],
    ),
};
