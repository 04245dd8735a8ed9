import { CallerTraffic, TrafficSnapshot } from '../traffic/snapshot';

/** What is known of a caller's present calls. */
export interface CallerNumbers {
  /** False when nothing was measured at all: then an absent caller is unknown, not silent. */
  measured: boolean;
  traffic?: CallerTraffic;
  /** Most calls per minute at one point of the chart. */
  peakPerMinute?: number;
  windowSeconds?: number;
}

/** Finds a caller's numbers; a caller that a complete measurement does not show has sent nothing. */
export function callerNumbers(
  snapshot: TrafficSnapshot | undefined,
  caller: string,
): CallerNumbers {
  if (!snapshot) return { measured: false };
  const complete =
    !snapshot.gaps.some(({ what }) => what === 'callers') && snapshot.truncated === 0;
  const traffic = snapshot.callers.find(({ namespace }) => namespace === caller);
  return {
    measured: traffic ? traffic.requestsPerMinute !== undefined : complete,
    traffic,
    peakPerMinute: peak(snapshot, caller),
    windowSeconds: snapshot.windowSeconds,
  };
}

function peak(snapshot: TrafficSnapshot, caller: string): number | undefined {
  const points = snapshot.panels
    .filter(panel => panel.id === 'requests' && panel.unit === 'perMinute')
    .flatMap(panel => panel.series)
    .filter(({ labels }) => labels.caller === caller)
    .flatMap(series => series.points.map(([, value]) => value))
    .filter(value => typeof value === 'number');
  return points.length > 0 ? Math.max(...points) : undefined;
}
