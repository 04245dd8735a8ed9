import { isRecord } from '../policy/path';
import { field, items } from '../simulate/workloads';
import type { LintContext } from './LintContext';
import type { LintObject } from './LintObject';

/** Labels of Istio's standard metrics (istio/proxy istio_stats.cc), of Prometheus itself, and of histograms. */
const KNOWN_LABELS = new Set([
  'reporter',
  ...['source', 'destination'].flatMap(side =>
    [
      'workload',
      'workload_namespace',
      'principal',
      'app',
      'version',
      'canonical_service',
      'canonical_revision',
      'cluster',
    ].map(name => `${side}_${name}`),
  ),
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
  'connection_security_policy',
  'le',
  'job',
  'instance',
  'namespace',
  'pod',
  'app',
  'cluster',
  'denied_by',
]);

const INSTEAD: Record<string, string> = {
  source_namespace: 'source_workload_namespace',
  destination_namespace: 'destination_service_namespace',
  source_service: 'source_workload',
  response_status: 'response_code',
};

/** Others may come from a scrape's relabelling or a Telemetry's tags, which the documents need not hold. */
const ISTIO_LABEL = /^(source|destination|response|reporter|connection|grpc_response)_/;

/** Longer ones are generated, and not looked at. */
const MAX_EXPRESSION = 10_000;

/** A PromQL expression over Istio's metrics. */
export interface IstioQuery {
  on: LintObject;
  path: string;
  expression: string;
  labels: { name: string; isKnown: boolean; instead?: string }[];
  hasReporter: boolean;
}

/** A Grafana dashboard in a ConfigMap. */
export interface WrittenDashboard {
  on: LintObject;
  path: string;
  model: unknown;
}

export function dashboardsOf(context: LintContext): WrittenDashboard[] {
  return context.ofKind('ConfigMap', '').flatMap(on => {
    const data = isRecord(on.manifest.data) ? on.manifest.data : {};
    return Object.entries(data).flatMap(([file, content]) => {
      const model =
        file.endsWith('.json') && typeof content === 'string' ? parseJson(content) : undefined;
      const looksLikeOne =
        isRecord(model) && (model.panels !== undefined || model.dashboard !== undefined);
      return looksLikeOne ? [{ on, path: `data[${JSON.stringify(file)}]`, model }] : [];
    });
  });
}

/** The expressions over Istio's metrics in dashboards, MetricTemplates and PrometheusRules. */
export function istioQueries(context: LintContext): readonly IstioQuery[] {
  return context.once('queries', () => readQueries(context));
}

function readQueries(context: LintContext): IstioQuery[] {
  const expressions = [
    ...dashboardsOf(context).flatMap(({ on, path, model }) =>
      expressionsIn(model).map(expression => ({ on, path, expression })),
    ),
    ...context.ofKind('MetricTemplate', 'flagger.app').map(on => ({
      on,
      path: 'spec.query',
      expression: String(field(on.manifest.spec, 'query') ?? ''),
    })),
    ...context.ofKind('PrometheusRule', 'monitoring.coreos.com').flatMap(on =>
      items(field(on.manifest.spec, 'groups')).flatMap((group, index) =>
        items(field(group, 'rules')).map((rule, at) => ({
          on,
          path: `spec.groups.${index}.rules.${at}.expr`,
          expression: String(field(rule, 'expr') ?? ''),
        })),
      ),
    ),
  ];
  return expressions.flatMap(({ on, path, expression }) =>
    expression.length <= MAX_EXPRESSION &&
    /\bistio_(requests|request|response|tcp)_\w+/.test(expression)
      ? [
          {
            on,
            path,
            expression,
            labels: labelsIn(expression),
            hasReporter:
              /\breporter\s*(=|!=|=~|!~)/.test(expression) ||
              /by\s*\([^)]*\breporter\b/.test(expression),
          },
        ]
      : [],
  );
}

/** Labels in selectors of Istio's metrics and in groupings. */
function labelsIn(expression: string): IstioQuery['labels'] {
  const names = new Set<string>();
  for (const [, selector] of expression.matchAll(/\bistio_\w+\s*\{([^}]*)\}/g)) {
    for (const [, name] of selector.matchAll(/([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)/g)) {
      names.add(name);
    }
  }
  for (const [, list] of expression.matchAll(/\b(?:by|on|group_left|group_right)\s*\(([^)]*)\)/g)) {
    list.split(',').forEach(name => names.add(name.trim()));
  }
  names.delete('');
  return [...names].map(name => ({
    name,
    isKnown: KNOWN_LABELS.has(name) || !(Object.hasOwn(INSTEAD, name) || ISTIO_LABEL.test(name)),
    instead: Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined,
  }));
}

function expressionsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(expressionsIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, entry]) =>
    key === 'expr' && typeof entry === 'string' ? [entry] : expressionsIn(entry),
  );
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
