import { z } from 'zod';
import { dnsLabel, duration, httpUrl, labels } from './scalars';

const share = z.number().gt(0).max(100);

/** What `alerts: true` stands for. */
const DEFAULT_ALERTS = { failedPercent: 5 };

function readSwitch(value: unknown): unknown {
  if (value === true) return {};
  return value === false ? undefined : value;
}

/** What is watched: dashboard, tags, rules and alerts. */
export const monitoring = z
  .strictObject({
    dashboard: z
      .preprocess(
        readSwitch,
        z
          .strictObject({
            namespace: dnsLabel
              .optional()
              .describe("Where Grafana looks; by default the service's namespace."),
            labels: labels.default({ grafana_dashboard: '1' }),
          })
          .optional(),
      )
      .optional()
      .describe('A Grafana dashboard of this service as ConfigMap; true for the defaults.'),
    denialTags: z
      .boolean()
      .default(false)
      .describe(
        'Adds the tag denied_by, so that a 403 of the mesh can be told from one of the app.',
      ),
    recordingRules: z.boolean().default(false).describe('Recording rules, as PrometheusRule.'),
    alerts: z
      .preprocess(
        value => (value === true ? DEFAULT_ALERTS : readSwitch(value)),
        z
          .strictObject({
            failedPercent: share.optional().describe('Percent of failed calls of one caller.'),
            turnedAwayPercent: share.optional().describe('Percent of calls turned away by policy.'),
            latencyP95: duration.optional().describe('p95 of one caller.'),
            for: duration.default('5m').describe('How long it must last.'),
            labels: labels.default({ severity: 'warning' }),
          })
          .optional(),
      )
      .optional()
      .describe('Alerts per caller, as PrometheusRule; true for failedPercent: 5.'),
    ruleLabels: labels.optional().describe('Labels that your Prometheus selects rules by.'),
    tabUrl: httpUrl.optional().describe("Address of the service's Traffic tab; alerts link to it."),
  })
  .describe('Dashboard, denial tags, recording rules and alerts.');

export type Monitoring = z.infer<typeof monitoring>;
