import { BreakerPressure, breakerPressure } from './breakerPressure';
import { TargetPods } from './callTargets';

/**
 * How busy the pods are that limit themselves: a top-level connectionPool also binds the sidecar of the server,
 * each pod's for itself, over all its callers (istio cluster_builder.go, buildInboundCluster).
 */
export class ServerLoads {
  readonly #callsPerSecond = new Map<string, number>();
  readonly #pressures = new Map<string, BreakerPressure>();

  /** Before callers say what they are to send in a span of time. */
  begin(): void {
    this.#callsPerSecond.clear();
    this.#pressures.clear();
  }

  /** Says how many calls a second somebody is to send to these pods together. */
  expect({ key, arrival }: TargetPods, callsPerSecond: number): void {
    if (!arrival?.serverBreaker) return;
    this.#callsPerSecond.set(key, (this.#callsPerSecond.get(key) ?? 0) + callsPerSecond);
  }

  /** What the limits of one of these pods do; undefined without limits. */
  pressure(pods: TargetPods): BreakerPressure | undefined {
    const limits = pods.arrival?.serverBreaker;
    if (!limits) return undefined;
    const known = this.#pressures.get(pods.key);
    if (known) return known;
    const { medianMs, spread } = pods.behaviour;
    const callMs = medianMs * Math.exp(spread ** 2 / 2);
    const perPod = (this.#callsPerSecond.get(pods.key) ?? 0) / pods.count;
    const pressure = breakerPressure(limits, perPod, callMs);
    this.#pressures.set(pods.key, pressure);
    return pressure;
  }
}
