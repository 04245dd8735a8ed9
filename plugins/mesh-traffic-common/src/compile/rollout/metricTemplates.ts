import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { Outcomes, outcomesOf } from '../monitoring/outcomes';
import { objectName } from '../names';
import { LATENCY, SUCCESS_RATE } from './analysisMetrics';

/**
 * Of the destination's reports, since only these count what reached the new pods; by workload, since a pod behind
 * several Services reports only one of them; and without what policy turned away, which says nothing about the release.
 */
function selectorOf({ notTurnedAway }: Outcomes, ...more: string[]): string {
  return [
    'reporter="destination"',
    'destination_workload_namespace="{{ namespace }}"',
    'destination_workload="{{ target }}"',
    'source_workload_namespace=~"{{ variables.callers }}"',
    ...notTurnedAway,
    ...more,
  ].join(', ');
}

const QUERIES = {
  [SUCCESS_RATE]: (outcomes: Outcomes) => `100 * (
  sum(rate(istio_requests_total{${selectorOf(outcomes, ...outcomes.good)}}[{{ interval }}]))
  or 0 * sum(rate(istio_requests_total{${selectorOf(outcomes)}}[{{ interval }}]))
)
/
sum(rate(istio_requests_total{${selectorOf(outcomes)}}[{{ interval }}]))
`,
  [LATENCY]: (outcomes: Outcomes) => `histogram_quantile(0.99, sum by (le) (
  rate(istio_request_duration_milliseconds_bucket{${selectorOf(outcomes)}}[{{ interval }}])
))
`,
};

/** The MetricTemplates that the rings' analyses use. */
export function metricTemplates(context: Context): Manifest[] {
  const { rollout } = context.policy.spec;
  if (!rollout) return [];
  const rings = Object.values(rollout.rings);
  const templates: Manifest[] = [];
  const add = (name: keyof typeof QUERIES) =>
    templates.push(
      manifestOf(
        {
          apiVersion: 'flagger.app/v1beta1',
          kind: 'MetricTemplate',
          name: objectName(context.service, name),
          namespace: context.namespace,
          policy: context.owner,
          wave: '0',
        },
        {
          spec: {
            provider: { type: 'prometheus', address: rollout.metricsServer },
            query: QUERIES[name](outcomesOf(context)),
          },
        },
      ),
    );
  if (rings.some(({ thresholds }) => thresholds.latencyP99 !== undefined)) add(LATENCY);
  if (rings.some(({ thresholds }) => thresholds.successRate !== undefined)) add(SUCCESS_RATE);
  return templates;
}
