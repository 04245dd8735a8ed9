import { PolicyDetails, TrafficPanel } from 'backstage-plugin-mesh-traffic-common';
import { seriesName } from './alignSeries';

/**
 * The names of all lines of a page in one order, so that a caller keeps its colour and dash in every panel
 * and while others come and go: first those that are known, then the rest by name.
 */
export function seriesOrder(
  panels: readonly TrafficPanel[],
  versions: readonly string[],
  details?: PolicyDetails,
): Record<'callers' | 'versions', string[]> {
  const namesIn = (wanted: (panel: TrafficPanel) => boolean) =>
    panels
      .filter(wanted)
      .flatMap(panel => panel.series.map(seriesName))
      .sort();
  const callers = Object.keys(details?.policy?.spec.callers ?? {});
  return {
    callers: unique([...callers, ...namesIn(panel => panel.id !== 'versions')]),
    versions: unique([...versions, ...namesIn(panel => panel.id === 'versions')]),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
