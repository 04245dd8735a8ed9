/** A check whose numbers the mesh counts by itself. */
export interface CountedCheck {
  /** `success`: percent of calls that did not fail. `latency`: 99th percentile in milliseconds. */
  kind: 'success' | 'latency';
  name: string;
  min?: number;
  max?: number;
  /** Only these callers' calls count, a regular expression for a whole namespace; absent: all. */
  callers?: string;
  /** By a template of ours: what was turned away (403, 429) does not count. */
  leavesOutRefusals: boolean;
}

/** A check whose number is the answer to somebody's query. */
export interface QueryCheck {
  kind: 'query';
  name: string;
  min?: number;
  max?: number;
  /** The query itself, or where it stands. */
  query: string | { namespace: string; name: string };
  /** Without one a query that names it cannot be asked. */
  interval?: string;
  /** What the query's template may name as `variables.<key>`. */
  variables: Record<string, string>;
}

/** One measurement of an analysis, and its threshold. */
export type AnalysisCheck = CountedCheck | QueryCheck;

type Fields = Record<string, unknown>;

/** Flagger's built-in checks, and the templates that the compiler writes. */
const KINDS: Record<string, CountedCheck['kind']> = {
  'request-success-rate': 'success',
  'success-rate': 'success',
  'request-duration': 'latency',
  'latency-p99': 'latency',
};

/**
 * The checks of a Canary's `analysis`. Without metrics nothing is checked, as with Flagger
 * (pkg/controller/scheduler_metrics.go).
 *
 * @param namespace - of the Canary: where its templates are, unless they say otherwise
 */
export function analysisChecks(metrics: unknown, namespace: string): AnalysisCheck[] {
  const list = Array.isArray(metrics) ? metrics.map(fields) : [];
  return list.flatMap((metric): AnalysisCheck[] => {
    const name = String(metric.name);
    const counted = KINDS[name];
    const template = fields(metric.templateRef);
    const isTemplate = typeof template.name === 'string';
    // The compiler calls its templates <service>.<check>; one of another name asks something of its own.
    if (counted && (!isTemplate || String(template.name).endsWith(`.${name}`))) {
      return [countedCheck(counted, metric)];
    }
    if (!isTemplate && typeof metric.query !== 'string') return [];
    const query = isTemplate
      ? { name: String(template.name), namespace: String(template.namespace ?? namespace) }
      : String(metric.query);
    return [
      {
        kind: 'query',
        name,
        query,
        // Without a range there is a highest value, and without that one it is 0.
        ...(metric.thresholdRange === undefined
          ? { max: numberIn(metric.threshold) ?? 0 }
          : bounds(fields(metric.thresholdRange))),
        ...(typeof metric.interval === 'string' && { interval: metric.interval }),
        variables: textValues(fields(metric.templateVariables)),
      },
    ];
  });
}

function countedCheck(kind: CountedCheck['kind'], metric: Fields): CountedCheck {
  const bound = kind === 'success' ? 'min' : 'max';
  const limit = numberIn(fields(metric.thresholdRange)[bound]) ?? numberIn(metric.threshold);
  const { callers } = fields(metric.templateVariables);
  return {
    kind,
    name: String(metric.name),
    ...(limit !== undefined && { [bound]: limit }),
    ...(typeof callers === 'string' && { callers }),
    leavesOutRefusals: metric.templateRef !== undefined,
  };
}

function bounds({ min, max }: Fields): { min?: number; max?: number } {
  return {
    ...(typeof min === 'number' && { min }),
    ...(typeof max === 'number' && { max }),
  };
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textValues(values: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
