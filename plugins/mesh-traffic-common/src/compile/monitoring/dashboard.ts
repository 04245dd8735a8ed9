import { Manifest } from '../../kubernetes/manifest';
import { canWrite } from '../canWrite';
import { Context } from '../Context';
import { shortHash } from '../hash';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import { failedShare, latencyP95, requests, turnedAwayShare, versionShare } from './promql';

const WINDOW = '$__rate_interval';

/** A Grafana dashboard as its sidecar reads it: the bare model in a labelled ConfigMap. */
export function dashboard(context: Context): Manifest[] {
  const { service, namespace, policy } = context;
  const settings = policy.spec.monitoring?.dashboard;
  if (!settings) return [];
  const target = settings.namespace ?? namespace;
  const path = 'spec.monitoring.dashboard.namespace';
  if (!canWrite(context, target, path, 'The dashboard')) return [];
  const model = dashboardModel(context);
  return [
    manifestOf(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: objectName(service, namespace, 'dashboard'),
        namespace: target,
        policy: service,
        wave: '0',
        labels: settings.labels,
        // Flux would replace ${datasource} by nothing.
        annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      },
      { data: { [`${namespace}.${service}.json`]: `${JSON.stringify(model, null, 2)}\n` } },
    ),
  ];
}

function dashboardModel(context: Context): Record<string, unknown> {
  const { service, namespace, policy } = context;
  const version = policy.spec.rollout ? 'destination_workload' : 'destination_version';
  const caller = '{{source_workload_namespace}}';
  const away = policy.spec.monitoring?.denialTags
    ? 'Turned away by policy'
    : 'Turned away (403, 429; also by the application)';
  const panels = [
    panel('Calls per minute by caller', 'short', `60 * ${requests(context, WINDOW)}`, caller),
    panel('Failed calls by caller', 'percentunit', failedShare(context, WINDOW), caller),
    panel('95th percentile by caller', 'ms', latencyP95(context, WINDOW), caller),
    panel(
      'Versions by caller',
      'percentunit',
      versionShare(context, WINDOW),
      `${caller} {{${version}}}`,
    ),
    panel(away, 'percentunit', turnedAwayShare(context, WINDOW), caller),
  ];
  const { tabUrl } = policy.spec.monitoring ?? {};
  return {
    uid: `mesh-traffic-${shortHash(namespace, service)}`,
    title: `Calls to ${namespace}/${service}`,
    tags: ['mesh-traffic'],
    schemaVersion: 39,
    time: { from: 'now-1h', to: 'now' },
    ...(tabUrl !== undefined && {
      links: [{ title: 'Traffic tab', type: 'link', url: tabUrl, targetBlank: true }],
    }),
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: panels.map((entry, index) => ({
      id: index + 1,
      ...entry,
      gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    })),
  };
}

function panel(title: string, unit: string, expr: string, legendFormat: string) {
  const datasource = { type: 'prometheus', uid: '${datasource}' };
  return {
    type: 'timeseries',
    title,
    datasource,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: [{ refId: 'A', datasource, expr, legendFormat }],
  };
}
