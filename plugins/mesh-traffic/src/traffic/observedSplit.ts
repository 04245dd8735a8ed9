import { CallerTraffic } from 'backstage-plugin-mesh-traffic-common';

/** Percent per version as measured, to a tenth; undefined where no version was. */
export function observedSplit(
  traffic: CallerTraffic | undefined,
): Record<string, number> | undefined {
  if (!traffic || traffic.versions.length === 0) return undefined;
  return Object.fromEntries(
    traffic.versions.map(({ version, share }) => [version, Math.round(share * 1000) / 10]),
  );
}
