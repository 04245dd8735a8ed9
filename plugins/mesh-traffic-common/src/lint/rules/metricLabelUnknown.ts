import { istioQueries } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** Grouping by a label that is not there gives one line without a name. */
export const metricLabelUnknown: LintRule = {
  code: 'MT2150',
  severity: 'error',
  title: "a label that Istio's metrics do not have",
  source:
    'istio/proxy istio_stats.cc: source_workload_namespace, destination_service_namespace and others',
  check: context =>
    istioQueries(context).flatMap(({ on, path, labels }) =>
      labels
        .filter(({ isKnown }) => !isKnown)
        .map(({ name, instead }) => ({
          on,
          path,
          message: `Istio's metrics have no label ${name}: the query finds nothing, or puts everything into one line.`,
          help: instead ? `Use ${instead}.` : 'Look at the labels of istio_requests_total.',
        })),
    ),
};
