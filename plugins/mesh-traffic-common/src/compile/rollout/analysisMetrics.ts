import { parseDuration } from '../../kubernetes/duration';
import { wholeDuration } from '../../kubernetes/wholeDuration';
import { Ring } from '../../policy/fields/ring';
import { Context } from '../Context';
import { objectName } from '../names';
import { callersOfRing } from './ringUse';

/** Shorter windows hold too few scrapes for a rate. */
const SHORTEST_WINDOW_MS = 60_000;

export const SUCCESS_RATE = 'success-rate';
export const LATENCY = 'latency-p99';

/**
 * What Flagger checks at each step. Every metric has an interval and a threshold: without them Flagger asks for
 * an empty window or always halts (pkg/controller/scheduler_metrics.go).
 */
export function analysisMetrics(
  context: Context,
  name: string,
  ring: Ring,
): Array<Record<string, unknown>> {
  const { successRate, latencyP99, metrics } = ring.thresholds;
  const window = Math.max(parseDuration(ring.pace.interval) ?? 0, SHORTEST_WINDOW_MS);
  const own = (metric: string, thresholdRange: Record<string, number>) => ({
    name: metric,
    interval: wholeDuration(window),
    templateRef: { name: objectName(context.service, metric) },
    templateVariables: { callers: callersPattern(context, name, ring) },
    thresholdRange,
  });
  return [
    ...(successRate === undefined ? [] : [own(SUCCESS_RATE, { min: successRate })]),
    ...(latencyP99 === undefined ? [] : [own(LATENCY, { max: parseDuration(latencyP99) ?? 0 })]),
    ...metrics.map(({ name: metric, template, interval, min, max, variables }) => ({
      name: metric,
      ...(interval !== undefined && { interval: wholeDuration(interval) }),
      templateRef: {
        name: template.name,
        ...(template.namespace !== undefined && { namespace: template.namespace }),
      },
      ...(variables && { templateVariables: variables }),
      thresholdRange: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    })),
  ];
}

/** The ring's callers, and the load tester, as a regular expression of PromQL. */
function callersPattern(context: Context, name: string, ring: Ring): string {
  const callers = callersOfRing(context, name);
  const { loadTester } = context.policy.spec.rollout ?? {};
  if (!callers) return '.+';
  const all = new Set(callers);
  if (ring.loadTest && loadTester) all.add(loadTester.namespace);
  return all.size === 0 ? '.+' : [...all].sort().join('|');
}
