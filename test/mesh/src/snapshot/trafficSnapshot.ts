import { RolloutTraffic, ServiceRef, TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { LedgerSample } from '../model/CallLedger';
import { IstioLabels } from '../model/istioLabels';
import { CallerCounts, countCalls, sumCounts } from './countCalls';
import { interpolate } from './interpolate';
import { callerTraffic, trafficNumbers } from './trafficNumbers';
import { PanelPoint, trafficPanels } from './trafficPanels';

export interface TrafficSnapshotInput {
  service: ServiceRef;
  /** Hosts that count as the service. */
  hosts: ReadonlySet<string>;
  /** Workloads that Flagger rolls out: each is a version of its own. */
  rolledOut: ReadonlySet<string>;
  windowSeconds: number;
  stepSeconds: number;
  /** Default: the window. */
  panelSeconds?: number;
  /** False: the numbers alone. */
  panels: boolean;
  /** Labels of each series of the samples. */
  labels: readonly IstioLabels[];
  /** Oldest first; the last one is now. */
  samples: readonly LedgerSample[];
  rollouts: RolloutTraffic[];
}

/** Each point of a chart counts at least this long, so that a quiet caller does not flicker. */
const MIN_RANGE_SECONDS = 30;
const MAX_POINTS = 600;

/** What the mesh measured for one service over the window that ends with the last sample. */
export function trafficSnapshot(input: TrafficSnapshotInput): TrafficSnapshot {
  const { service, windowSeconds, stepSeconds, samples, rollouts } = input;
  const newest = samples[samples.length - 1];
  // A mesh that is younger than the window answers for its own time.
  const from = interpolate(samples, newest.unixSeconds - windowSeconds) ?? samples[0];
  const seconds = newest.unixSeconds - from.unixSeconds;
  const callers = seconds > 0 ? count(from, newest) : new Map<string, CallerCounts>();
  return {
    service,
    source: 'built-in mesh',
    takenAt: new Date(newest.unixSeconds * 1000).toISOString(),
    windowSeconds,
    stepSeconds,
    totals: callers.size > 0 ? trafficNumbers(sumCounts(callers.values()), seconds) : {},
    // Who was silent in the window is no caller of it, as a query for its increase would say.
    callers: [...callers]
      .filter(([, counts]) => counts.requests > 0)
      .map(([namespace, counts]) => callerTraffic(namespace, counts, seconds))
      .sort(busiestFirst),
    panels: input.panels && callers.size > 0 ? panels() : [],
    rollouts,
    stale: false,
    gaps: [],
    truncated: 0,
  };

  function count(start: LedgerSample, end: LedgerSample) {
    return countCalls(input.labels, input.hosts, input.rolledOut, start, end);
  }

  function panels() {
    const span = Math.min(input.panelSeconds ?? windowSeconds, MAX_POINTS * stepSeconds);
    const range = Math.max(stepSeconds, MIN_RANGE_SECONDS);
    const end = Math.floor(newest.unixSeconds / stepSeconds) * stepSeconds;
    const points: PanelPoint[] = [];
    for (let time = end - span; time <= end; time += stepSeconds) {
      const start = interpolate(samples, time - range);
      const stop = interpolate(samples, time);
      points.push({ unixSeconds: time, callers: start && stop ? count(start, stop) : undefined });
    }
    return trafficPanels(points, range);
  }
}

function busiestFirst(
  a: { namespace: string; requestsPerMinute?: number },
  b: { namespace: string; requestsPerMinute?: number },
): number {
  const difference = (b.requestsPerMinute ?? 0) - (a.requestsPerMinute ?? 0);
  return difference || a.namespace.localeCompare(b.namespace, 'en');
}
