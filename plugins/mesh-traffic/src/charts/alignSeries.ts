import { TrafficSeries } from 'backstage-plugin-mesh-traffic-common';

/** Series over one time axis, as the chart and its table need them. */
export interface AlignedSeries {
  names: string[];
  /** Unix seconds, ascending. */
  times: number[];
  /** Per series one value per time; `null` is a gap, never zero. */
  values: Array<Array<number | null>>;
}

/** What a line is called: its labels, most often one. */
export function seriesName(series: TrafficSeries): string {
  return Object.values(series.labels).join(', ');
}

/**
 * Brings series on one time axis, in the order of the page. Where a series has no value there is a gap.
 *
 * @param order - names of all lines of the page; see seriesOrder
 */
export function alignSeries(
  unsorted: readonly TrafficSeries[],
  order: readonly string[],
): AlignedSeries {
  const place = (series: TrafficSeries) => order.indexOf(seriesName(series));
  const series = [...unsorted].sort((a, b) => place(a) - place(b));
  const times = [...new Set(series.flatMap(({ points }) => points.map(([seconds]) => seconds)))];
  times.sort((a, b) => a - b);
  return {
    names: series.map(seriesName),
    times,
    values: series.map(({ points }) => {
      const known = new Map(points.map(([seconds, value]) => [seconds, value]));
      return times.map(seconds => known.get(seconds) ?? null);
    }),
  };
}
