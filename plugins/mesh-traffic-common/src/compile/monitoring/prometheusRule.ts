import { parseDuration } from '../../kubernetes/duration';
import { wholeDuration } from '../../kubernetes/wholeDuration';
import { Manifest } from '../../kubernetes/manifest';
import { Monitoring } from '../../policy/fields/monitoring';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import {
  failedShare,
  latencyP95,
  Reporter,
  requests,
  RULE_WINDOW,
  turnedAwayShare,
  versionShare,
} from './promql';

type Rule = Record<string, unknown>;

/** Below one call a minute a share says nothing. */
const FEWEST_CALLS_PER_SECOND = '1 / 60';

/** Recording rules and alerts of the service, for the Prometheus operator. */
export function prometheusRule(context: Context): Manifest[] {
  const { monitoring } = context.policy.spec;
  if (!monitoring) return [];
  const { service, namespace } = context;
  const groups = [
    { name: `mesh-traffic/${namespace}/${service}`, rules: recordingRules(context, monitoring) },
    { name: `mesh-traffic/${namespace}/${service}/alerts`, rules: alertRules(context, monitoring) },
  ].filter(({ rules }) => rules.length > 0);
  if (groups.length === 0) return [];
  return [
    manifestOf(
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        name: objectName(service, 'traffic'),
        namespace,
        policy: service,
        wave: '0',
        labels: monitoring.ruleLabels,
        annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      },
      { spec: { groups } },
    ),
  ];
}

function recordingRules(context: Context, { recordingRules: wanted }: Monitoring): Rule[] {
  if (!wanted) return [];
  const labels = { service: context.service, service_namespace: context.namespace };
  const record = (name: string, expr: string): Rule => ({
    record: `mesh_traffic:${name}`,
    expr,
    labels,
  });
  return [
    record('caller_requests:rate5m', requests(context, RULE_WINDOW)),
    record('caller_failed_share:rate5m', failedShare(context, RULE_WINDOW)),
    record('caller_latency_p95_milliseconds:rate5m', latencyP95(context, RULE_WINDOW)),
    record('caller_version_share:rate5m', versionShare(context, RULE_WINDOW)),
    record('caller_turned_away_share:rate5m', turnedAwayShare(context, RULE_WINDOW)),
  ];
}

function alertRules(context: Context, { alerts, tabUrl }: Monitoring): Rule[] {
  if (!alerts) return [];
  const { service, namespace } = context;
  const busy = (reporter: Reporter) =>
    `and on (source_workload_namespace) ${requests(context, RULE_WINDOW, reporter)} > ${FEWEST_CALLS_PER_SECOND}`;
  const caller = '{{ $labels.source_workload_namespace }}';
  const alert = (
    name: string,
    expr: string,
    what: string,
    reporter: Reporter = 'source',
  ): Rule => ({
    alert: name,
    expr: `${expr} ${busy(reporter)}`,
    for: wholeDuration(alerts.for),
    labels: { ...alerts.labels, service, service_namespace: namespace },
    annotations: {
      summary: `${what} from ${caller} to ${namespace}/${service}`,
      ...(tabUrl !== undefined && { dashboard: tabUrl, runbook_url: tabUrl }),
    },
  });
  const percent = '{{ $value | humanizePercentage }}';
  const rules: Rule[] = [];
  if (alerts.failedPercent !== undefined) {
    const expr = `${failedShare(context, RULE_WINDOW)} > ${alerts.failedPercent / 100}`;
    rules.push(alert('MeshTrafficCallsFail', expr, `${percent} of the calls fail`));
  }
  if (alerts.turnedAwayPercent !== undefined) {
    const expr = `${turnedAwayShare(context, RULE_WINDOW)} > ${alerts.turnedAwayPercent / 100}`;
    rules.push(
      alert('MeshTrafficCallsTurnedAway', expr, `${percent} of the calls are turned away`),
    );
  }
  if (alerts.latencyP95 !== undefined) {
    const expr = `${latencyP95(context, RULE_WINDOW)} > ${parseDuration(alerts.latencyP95)}`;
    const what = '95 % of the calls take up to {{ $value | humanize }} ms';
    rules.push(alert('MeshTrafficCallsSlow', expr, what));
  }
  return rules;
}
