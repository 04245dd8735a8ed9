import { FlaggerPhase } from 'backstage-plugin-mesh-traffic-common';
import { Counter, Gauge, Registry } from 'prom-client';
import { FlaggerController } from '../flagger/FlaggerController';
import { callsOf, CallLedger } from '../model/CallLedger';
import { istioLabelNames } from '../model/istioLabels';
import { LedgerHistogram } from './LedgerHistogram';

/** Every other phase is 1: it does not mean that the release succeeded. */
const STATUS_BY_PHASE: Partial<Record<FlaggerPhase, number>> = { Progressing: 0, Failed: 2 };

/**
 * Istio's standard metrics out of the ledger, and Flagger's own (flagger, pkg/metrics/recorder.go) for the
 * Canaries among the manifests.
 */
export function createRegistry(ledger: CallLedger, flagger: FlaggerController): Registry {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'istio_requests_total',
    help: 'Requests by their full label set, as the reporting sidecar saw them',
    labelNames: [...istioLabelNames],
    registers,
    collect() {
      const sample = ledger.sample(0);
      requests.reset();
      ledger.labels.forEach((labels, series) => requests.inc(labels, callsOf(sample, series)));
    },
  });
  registry.registerMetric(new LedgerHistogram(ledger, registry));
  registerFlagger(registry, flagger);
  return registry;
}

function registerFlagger(registry: Registry, flagger: FlaggerController): void {
  const registers = [registry];
  const info = new Gauge({
    name: 'flagger_info',
    help: 'Flagger version and mesh provider information',
    labelNames: ['version', 'mesh_provider'],
    registers,
  });
  info.set({ version: '1.44.0', mesh_provider: 'istio' }, 1);
  const total = new Gauge({
    name: 'flagger_canary_total',
    help: 'Total number of canaries',
    labelNames: ['namespace'],
    registers,
    collect() {
      total.reset();
      for (const canary of flagger.canaries) total.inc({ namespace: canary.namespace });
    },
  });
  const status = new Gauge({
    name: 'flagger_canary_status',
    help: 'Last canary analysis result: 0 progressing, 2 failed, 1 anything else',
    labelNames: ['name', 'namespace'],
    registers,
    collect() {
      status.reset();
      for (const { target, namespace, state } of flagger.canaries) {
        status.set({ name: target, namespace }, STATUS_BY_PHASE[state.phase] ?? 1);
      }
    },
  });
  const weight = new Gauge({
    name: 'flagger_canary_weight',
    help: 'The virtual service destination weight of a workload',
    labelNames: ['workload', 'namespace'],
    registers,
    collect() {
      weight.reset();
      for (const { target, namespace, weight: percent } of flagger.canaries) {
        // Flagger knows no weight before the first release that it sees.
        if (percent === undefined) continue;
        weight.set({ workload: target, namespace }, percent);
        weight.set({ workload: `${target}-primary`, namespace }, 100 - percent);
      }
    },
  });
}
