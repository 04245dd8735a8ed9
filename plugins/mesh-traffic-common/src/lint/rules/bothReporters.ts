import { istioQueries } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** Between two sidecars each call is reported twice. */
export const bothReporters: LintRule = {
  code: 'MT2151',
  severity: 'warning',
  title: 'a query that counts calls at both ends',
  source: 'istio/proxy istio_stats.cc, reporter source and destination',
  check: context =>
    istioQueries(context).flatMap(({ on, path, hasReporter }) =>
      hasReporter
        ? []
        : [
            {
              on,
              path,
              message: 'Without reporter every call between two sidecars counts twice.',
              help: 'Add reporter="source" for what callers see, or reporter="destination" for what was served.',
            },
          ],
    ),
};
