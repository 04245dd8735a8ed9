import { CallLedger, callsOf } from '../model/CallLedger';
import { CountWorkloadCalls } from './FlaggerController';

/**
 * Counts what a workload's pods answered, as Flagger's built-in check does: all callers together, by the
 * destination's reporter, and only 5xx is a failure (flagger, pkg/metrics/observers/istio.go).
 */
export function countWorkloadCalls(ledger: CallLedger): CountWorkloadCalls {
  return (namespace, workload) => {
    const sample = ledger.sample(0);
    let calls = 0;
    let failed = 0;
    ledger.labels.forEach((labels, series) => {
      if (labels.reporter !== 'destination') return;
      if (labels.destination_workload !== workload) return;
      if (labels.destination_workload_namespace !== namespace) return;
      const counted = callsOf(sample, series);
      calls += counted;
      if (labels.response_code.startsWith('5')) failed += counted;
    });
    return { calls, failed };
  };
}
