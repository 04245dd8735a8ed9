import { PolicyDetails, TrafficPanel, TrafficSeries } from 'backstage-plugin-mesh-traffic-common';
import { seriesName } from './alignSeries';

/**
 * The names of all lines of a page in one order, so that a caller keeps its colour and dash in every panel
 * and while others come and go: callers and versions of the policy first, then the rest by name.
 *
 * @param versions - versions in the order of the page
 */
export function seriesOrder(
  panels: readonly TrafficPanel[],
  versions: readonly string[],
  details?: PolicyDetails,
): Record<'callers' | 'versions', string[]> {
  const seriesOf = (ofVersions: boolean) =>
    panels.filter(({ id }) => (id === 'versions') === ofVersions).flatMap(({ series }) => series);
  const callers = unique([
    ...Object.keys(details?.policy?.spec.callers ?? {}),
    ...seriesOf(false).map(seriesName).sort(),
  ]);
  const place = ({ labels }: TrafficSeries) => [
    rank(callers, labels.caller),
    rank(versions, labels.version),
  ];
  const byVersion = seriesOf(true).sort((a, b) => {
    const [[callerA, versionA], [callerB, versionB]] = [place(a), place(b)];
    return (
      callerA - callerB || versionA - versionB || seriesName(a).localeCompare(seriesName(b), 'en')
    );
  });
  return { callers, versions: unique(byVersion.map(seriesName)) };
}

function rank(order: readonly string[], name: string | undefined): number {
  const index = name === undefined ? -1 : order.indexOf(name);
  return index === -1 ? order.length : index;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
