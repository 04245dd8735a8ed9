import { CallerTraffic, TrafficSnapshot } from '../snapshot';

/** A measurement of the example's `backend` for tests: complete, over seven days, with these callers. */
export function trafficOf(
  callers: Array<Partial<CallerTraffic> & { namespace: string }>,
  rest: Partial<TrafficSnapshot> = {},
): TrafficSnapshot {
  return {
    service: { mesh: 'demo', namespace: 'shared-services', service: 'backend' },
    source: 'Prometheus',
    takenAt: '2027-01-15T14:05:30Z',
    windowSeconds: 604_800,
    stepSeconds: 300,
    totals: {},
    callers: callers.map(caller => ({ versions: [], ...caller })),
    panels: [],
    rollouts: [],
    stale: false,
    gaps: [],
    truncated: 0,
    ...rest,
  };
}
