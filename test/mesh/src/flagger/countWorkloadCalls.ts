import { bucketBoundsMs, bucketsOf, CallLedger, callsOf } from '../model/CallLedger';
import { CountedCheck } from './analysisChecks';

/** Calls that reached a workload since the beginning. */
export interface WorkloadCalls {
  calls: number;
  failed: number;
  /** Calls per bucket of duration, not cumulative. */
  buckets: number[];
}

/** Counts what a check measures. */
export type CountWorkloadCalls = (
  namespace: string,
  workload: string,
  check?: Partial<CountedCheck>,
) => WorkloadCalls;

/**
 * Counts what a workload's pods answered, as Flagger's checks do: by the destination's reporter, and only 5xx is
 * a failure (flagger, pkg/metrics/observers/istio.go).
 */
export function countWorkloadCalls(ledger: CallLedger): CountWorkloadCalls {
  return (namespace, workload, { callers, leavesOutRefusals = false } = {}) => {
    const sample = ledger.sample(0);
    const counted: WorkloadCalls = {
      calls: 0,
      failed: 0,
      buckets: Array.from({ length: bucketBoundsMs.length + 1 }, () => 0),
    };
    const caller = callers === undefined ? undefined : wholeMatch(callers);
    ledger.labels.forEach((labels, series) => {
      if (labels.reporter !== 'destination') return;
      if (labels.destination_workload !== workload) return;
      if (labels.destination_workload_namespace !== namespace) return;
      if (caller && !caller(labels.source_workload_namespace)) return;
      if (leavesOutRefusals && ['403', '429'].includes(labels.response_code)) return;
      const calls = callsOf(sample, series);
      counted.calls += calls;
      if (labels.response_code.startsWith('5')) counted.failed += calls;
      bucketsOf(sample, series).forEach((inside, index) => {
        counted.buckets[index] += inside;
      });
    });
    return counted;
  };
}

/** As PromQL's `=~`. An expression that is none matches nobody: Prometheus refuses the query, and the check fails. */
function wholeMatch(expression: string): (name: string) => boolean {
  try {
    const pattern = new RegExp(`^(?:${expression})$`);
    return name => pattern.test(name);
  } catch {
    return () => false;
  }
}
