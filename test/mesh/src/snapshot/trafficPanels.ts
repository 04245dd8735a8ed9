import { TrafficPanel, TrafficSeries } from 'backstage-plugin-mesh-traffic-common';
import { CallerCounts } from './countCalls';
import { histogramQuantile } from './histogramQuantile';
import { failedShare } from './trafficNumbers';

/** Counts of the seconds before one point of the charts; undefined where nothing was counted yet. */
export interface PanelPoint {
  unixSeconds: number;
  callers: Map<string, CallerCounts> | undefined;
}

/**
 * The panels of the Traffic tab.
 *
 * @param points - oldest first
 * @param rangeSeconds - the span that each point counts
 */
export function trafficPanels(points: PanelPoint[], rangeSeconds: number): TrafficPanel[] {
  const callers = namesIn(points, counts => counts.keys());
  const byCaller = (value: (counts: CallerCounts) => number | undefined): TrafficSeries[] =>
    callers.map(caller => ({
      labels: { caller },
      points: points.map(point => {
        const counts = point.callers?.get(caller);
        return pointOf(point.unixSeconds, counts && value(counts));
      }),
    }));
  return [
    {
      id: 'requests',
      unit: 'perMinute',
      series: byCaller(counts => (counts.requests * 60) / rangeSeconds),
    },
    { id: 'failed', unit: 'share', series: byCaller(failedShare) },
    {
      id: 'latencyP95',
      unit: 'ms',
      series: byCaller(counts => histogramQuantile(0.95, counts.buckets)),
    },
    { id: 'versions', unit: 'share', series: callers.flatMap(caller => versions(caller, points)) },
  ];
}

function versions(caller: string, points: PanelPoint[]): TrafficSeries[] {
  const names = namesIn(points, callers => callers.get(caller)?.versions.keys() ?? []);
  return names.map(version => ({
    labels: { caller, version },
    points: points.map(point => {
      const known = point.callers?.get(caller)?.versions;
      return pointOf(point.unixSeconds, known && shareOf(known, version));
    }),
  }));
}

/** A gap is a point without a value. */
function pointOf(unixSeconds: number, value: number | undefined): TrafficSeries['points'][number] {
  return value === undefined ? [unixSeconds] : [unixSeconds, value];
}

function shareOf(known: Map<string, number>, version: string): number | undefined {
  let total = 0;
  for (const calls of known.values()) total += calls;
  return total > 0 ? (known.get(version) ?? 0) / total : undefined;
}

function namesIn(
  points: PanelPoint[],
  names: (callers: Map<string, CallerCounts>) => Iterable<string>,
): string[] {
  const found = new Set<string>();
  for (const { callers } of points) {
    if (callers) for (const name of names(callers)) found.add(name);
  }
  return [...found].sort();
}
