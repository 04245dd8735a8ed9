/** One measurement of an analysis, and its threshold. */
export interface AnalysisCheck {
  /** `success`: percent of calls that did not fail. `latency`: 99th percentile in milliseconds. */
  kind: 'success' | 'latency';
  min?: number;
  max?: number;
  /** Only these callers' calls count, a regular expression for a whole namespace; absent: all. */
  callers?: string;
  /** By a template of ours: what was turned away (403, 429) does not count. */
  leavesOutRefusals: boolean;
}

type Fields = Record<string, unknown>;

/** Flagger's built-in checks, and the templates that the compiler writes. */
const KINDS: Record<string, AnalysisCheck['kind']> = {
  'request-success-rate': 'success',
  'success-rate': 'success',
  'request-duration': 'latency',
  'latency-p99': 'latency',
};

/**
 * The checks of a Canary's `analysis` that can be measured here: other templates are queries of the user's and
 * count as passed. Without metrics nothing is checked, as with Flagger (pkg/controller/scheduler_metrics.go).
 */
export function analysisChecks(metrics: unknown): AnalysisCheck[] {
  const list = Array.isArray(metrics) ? metrics.map(fields) : [];
  return list.flatMap(metric => {
    const kind = KINDS[String(metric.name)];
    if (!kind) return [];
    const range = fields(metric.thresholdRange);
    const bound = kind === 'success' ? 'min' : 'max';
    const limit = range[bound] ?? metric.threshold;
    const { callers } = fields(metric.templateVariables);
    return [
      {
        kind,
        ...(typeof limit === 'number' && { [bound]: limit }),
        ...(typeof callers === 'string' && { callers }),
        leavesOutRefusals: metric.templateRef !== undefined,
      },
    ];
  });
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
