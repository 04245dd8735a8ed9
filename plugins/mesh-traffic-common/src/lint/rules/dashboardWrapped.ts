import { isRecord } from '../../policy/path';
import { dashboardsOf } from '../istioQueries';
import type { LintRule } from '../LintRule';

/** The form for Grafana's HTTP API; files and sidecars need the model itself, and a label to be found by. */
export const dashboardWrapped: LintRule = {
  code: 'MT2152',
  severity: 'warning',
  title: 'a dashboard that Grafana will not load from a ConfigMap',
  source: 'Grafana provisioning and dashboard sidecar, label grafana_dashboard',
  check: context =>
    dashboardsOf(context).flatMap(({ on, path, model }) => [
      ...(isRecord(model) && isRecord(model.dashboard)
        ? [
            {
              on,
              path,
              message:
                'The model is wrapped in "dashboard", the form for the HTTP API: loaded from a file it shows nothing.',
              help: 'Take out what is inside "dashboard".',
            },
          ]
        : []),
      ...(Object.keys(on.labels).some(label => /grafana_dashboard/.test(label))
        ? []
        : [
            {
              on,
              path: 'metadata.labels',
              message:
                'Without the label grafana_dashboard the sidecar of Grafana does not find it.',
              help: 'Add the label grafana_dashboard: "1".',
            },
          ]),
    ]),
};
