import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** The built-in metric counts only 5xx as failed. */
export const denialsCountAsSuccess: LintRule = {
  code: 'MT2125',
  severity: 'warning',
  title: 'the built-in success rate beside access rules or limits',
  source: 'flagger pkg/metrics/observers/istio.go',
  check: context =>
    context.canaries.flatMap(({ on, metrics }) =>
      metrics.flatMap((metric, index) =>
        field(metric, 'name') === 'request-success-rate' &&
        field(metric, 'templateRef') === undefined
          ? [
              {
                on,
                path: `spec.analysis.metrics.${index}`,
                message:
                  'It counts 403 and 429 as success, over all callers: a release that refuses everybody passes.',
                help: 'Use a MetricTemplate that leaves 403 and 429 made by policy out of both sides, and allow the load tester.',
              },
            ]
          : [],
      ),
    ),
};
