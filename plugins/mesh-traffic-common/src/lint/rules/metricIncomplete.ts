import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** No default interval, and a threshold of 0. */
export const metricIncomplete: LintRule = {
  code: 'MT2133',
  severity: 'error',
  title: 'a metric by template without interval or threshold',
  source: 'measured: without interval the query has "[]", without thresholdRange every check fails',
  check: context =>
    context.canaries.flatMap(({ on, metrics }) =>
      metrics.flatMap((metric, index) =>
        field(metric, 'templateRef') === undefined
          ? []
          : ['interval', 'thresholdRange']
              .filter(name => field(metric, name) === undefined)
              .map(name => ({
                on,
                path: `spec.analysis.metrics.${index}`,
                message: `A metric by template needs ${name}: without it the release never passes.`,
                help: `Add ${name}.`,
              })),
      ),
    ),
};
