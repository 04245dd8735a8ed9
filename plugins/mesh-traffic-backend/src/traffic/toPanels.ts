import { TrafficPanel, TrafficSeries } from 'backstage-plugin-mesh-traffic-common';
import { UNKNOWN } from './CallTally';
import { RangeSeries } from './PrometheusClient';

const MAX_SERIES = 60;

type Points = Map<number, number>;

/** The seconds that every line of a chart has a point for. */
export interface TimeGrid {
  start: number;
  end: number;
  step: number;
}

/**
 * The charts, from the answers of {@link callRates} and {@link latencyOverTime}. Every line has a point at
 * every step of the grid; where nothing was measured it is a gap.
 *
 * @returns the panels, and how many lines were left off
 */
export function toPanels(
  rates: readonly RangeSeries[] | undefined,
  latency: readonly RangeSeries[] | undefined,
  grid: TimeGrid,
): { panels: TrafficPanel[]; truncated: number } {
  const panels: TrafficPanel[] = [];
  let truncated = 0;
  const add = (id: TrafficPanel['id'], unit: TrafficPanel['unit'], lines: Line[]) => {
    const kept = lines.slice(0, MAX_SERIES);
    truncated += lines.length - kept.length;
    panels.push({ id, unit, series: kept.map(one => toSeries(one, grid)) });
  };
  if (rates) {
    const { requests, failed, turnedAway, versions } = groupRates(rates);
    const callers = busiestFirst(requests);
    add(
      'requests',
      'perMinute',
      callers.map(caller => line({ caller }, requests.get(caller))),
    );
    add(
      'failed',
      'share',
      callers.map(caller =>
        line({ caller }, requests.get(caller), (asked, second) => {
          const served = asked - (turnedAway.get(caller)?.get(second) ?? 0);
          return served > 0
            ? Math.min(1, (failed.get(caller)?.get(second) ?? 0) / served)
            : undefined;
        }),
      ),
    );
    add(
      'versions',
      'share',
      callers.flatMap(caller => versionLines(caller, versions.get(caller))),
    );
  }
  if (latency) {
    const lines = latency.map(({ labels, points }) =>
      line({ caller: labels.source_workload_namespace || UNKNOWN }, new Map(measured(points))),
    );
    add(
      'latencyP95',
      'ms',
      lines.sort((a, b) => a.labels.caller.localeCompare(b.labels.caller, 'en')),
    );
  }
  return { panels, truncated };
}

interface Line {
  labels: Record<string, string>;
  points: Points;
  value: (measured: number, second: number) => number | undefined;
}

function line(
  labels: Record<string, string>,
  points: Points = new Map(),
  value: Line['value'] = measuredValue => measuredValue,
): Line {
  return { labels, points, value };
}

function toSeries({ labels, points, value }: Line, { start, end, step }: TimeGrid): TrafficSeries {
  const series: TrafficSeries = { labels, points: [] };
  for (let second = start; second <= end; second += step) {
    const found = points.get(second);
    const shown = found === undefined ? undefined : value(found, second);
    series.points.push(shown === undefined ? [second] : [second, shown]);
  }
  return series;
}

function groupRates(rates: readonly RangeSeries[]) {
  const groups = {
    requests: new Map<string, Points>(),
    failed: new Map<string, Points>(),
    turnedAway: new Map<string, Points>(),
    versions: new Map<string, Map<string, Points>>(),
  };
  for (const { labels, points } of rates) {
    const caller = labels.source_workload_namespace || UNKNOWN;
    if (labels.question === 'failed') addPoints(groups.failed, caller, points);
    else if (labels.question === 'turnedAway') addPoints(groups.turnedAway, caller, points);
    else {
      addPoints(groups.requests, caller, points);
      const version = labels.destination_version;
      if (version && version !== UNKNOWN) {
        const ofCaller = groups.versions.get(caller) ?? new Map<string, Points>();
        groups.versions.set(caller, ofCaller);
        addPoints(ofCaller, version, points);
      }
    }
  }
  return groups;
}

function versionLines(caller: string, versions: Map<string, Points> = new Map()): Line[] {
  const totals = new Map<string, Points>();
  for (const points of versions.values()) addPoints(totals, caller, [...points]);
  return [...versions.keys()].sort().map(version =>
    line({ caller, version }, totals.get(caller), (all, second) => {
      return all > 0 ? (versions.get(version)?.get(second) ?? 0) / all : undefined;
    }),
  );
}

function addPoints(into: Map<string, Points>, key: string, points: RangeSeries['points']) {
  const sums = into.get(key) ?? new Map<number, number>();
  into.set(key, sums);
  for (const [second, value] of measured(points)) sums.set(second, (sums.get(second) ?? 0) + value);
}

function measured(points: RangeSeries['points']): Array<[number, number]> {
  return points.flatMap(([second, value]) => (value === undefined ? [] : [[second, value]]));
}

function busiestFirst(requests: Map<string, Points>): string[] {
  const volume = (points: Points) => [...points.values()].reduce((sum, value) => sum + value, 0);
  return [...requests]
    .map(([caller, points]) => ({ caller, volume: volume(points) }))
    .sort((a, b) => b.volume - a.volume || a.caller.localeCompare(b.caller, 'en'))
    .map(({ caller }) => caller);
}
