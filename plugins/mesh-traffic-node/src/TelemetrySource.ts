import { RolloutTargets, ServiceRef, TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';

/** What the backend asks a {@link TelemetrySource}: the calls that one service received in one window. */
export interface TrafficQuery {
  service: ServiceRef;
  /**
   * Present while Flagger rolls the service out: calls to these Services are calls of the service, and a
   * workload that is rolled out counts as a version by its own name.
   */
  rollout?: RolloutTargets;
  /** Length of the window that ends now; every number of the snapshot covers it. */
  windowSeconds: number;
  /** How far back the panels reach, where that is more than the window. */
  panelSeconds?: number;
  /** Distance of the points of the panels. */
  stepSeconds: number;
  /** True when the panels (series over time) are wanted; false: the numbers alone, which is cheaper. */
  panels: boolean;
}

/**
 * Where traffic numbers come from. One per mesh; used when the mesh has no `prometheus` in its config.
 *
 * The backend shares one answer between all viewers of a service, so a source needs no cache of its own.
 */
export interface TelemetrySource {
  /** In words for the page, for example `Prometheus`. */
  name: string;
  /**
   * Measures. What cannot be measured is left out and said in `gaps`; a source that does not answer at all
   * throws (`ServiceUnavailableError` of `@backstage/errors` with a sentence for the person).
   */
  readTraffic(query: TrafficQuery): Promise<TrafficSnapshot>;
}
