import { OutlierLimits, parseDuration } from 'backstage-plugin-mesh-traffic-common';

interface Host {
  failures: number;
  gatewayFailures: number;
  /** Unix seconds; 0: never ejected. */
  ejectedUntil: number;
  /** Each ejection in a row lasts longer. */
  ejections: number;
}

// Envoy's defaults (envoy, api/envoy/config/cluster/v3/outlier_detection.proto).
const FAILURES = 5;
const MAX_EJECTION_PERCENT = 10;
const INTERVAL_MS = 10_000;
const BASE_EJECTION_MS = 30_000;
const LONGEST_EJECTION_MS = 300_000;
const GATEWAY_CODES = new Set([502, 503, 504]);

/**
 * Envoy's outlier detection over the pods of one cluster, as one workload's sidecars see them: they are taken to
 * agree. Pods are numbered from 0.
 */
export class OutlierDetector {
  readonly #limits: OutlierLimits;
  readonly #hosts: Host[];

  constructor(limits: OutlierLimits, hosts: number) {
    this.#limits = limits;
    this.#hosts = Array.from({ length: hosts }, () => ({
      failures: 0,
      gatewayFailures: 0,
      ejectedUntil: 0,
      ejections: 0,
    }));
  }

  /** The pods that get calls; none when all are ejected. */
  available(unixSeconds: number): number[] {
    const all = this.#hosts.map((_host, index) => index);
    const healthy = all.filter(index => !isEjected(this.#hosts[index], unixSeconds));
    const panics = 100 * healthy.length < (this.#limits.panicThreshold ?? 0) * all.length;
    return panics ? all : healthy;
  }

  /** Takes note of what a pod answered, and ejects it when that was once too often. */
  observe(index: number, code: number, unixSeconds: number): void {
    const host = this.#hosts[index];
    host.failures = code >= 500 ? host.failures + 1 : 0;
    host.gatewayFailures = GATEWAY_CODES.has(code) ? host.gatewayFailures + 1 : 0;
    const { consecutive5xx, consecutiveGateway, enforcing5xx, enforcingGateway } = this.#limits;
    const failed = enforcing5xx !== 0 && host.failures >= (consecutive5xx || FAILURES);
    // Gateway errors alone eject nobody unless asked to.
    const gatewayFailed =
      Boolean(enforcingGateway) && host.gatewayFailures >= (consecutiveGateway || FAILURES);
    if (failed || gatewayFailed) this.#eject(host, unixSeconds);
  }

  #eject(host: Host, unixSeconds: number): void {
    const { maxEjectionPercent = MAX_EJECTION_PERCENT, baseEjection, interval } = this.#limits;
    if (isEjected(host, unixSeconds)) return;
    const ejected = this.#hosts.filter(other => isEjected(other, unixSeconds)).length;
    // Rounded down: 50 % of three pods is one, 50 % of one is none.
    if (ejected >= Math.floor((this.#hosts.length * maxEjectionPercent) / 100)) return;
    const intervalMs = millisecondsOf(interval) ?? INTERVAL_MS;
    const goodMs = (unixSeconds - host.ejectedUntil) * 1000;
    host.ejections = Math.max(0, host.ejections - Math.floor(goodMs / intervalMs)) + 1;
    const baseMs = millisecondsOf(baseEjection) ?? BASE_EJECTION_MS;
    const longestMs = Math.max(baseMs, LONGEST_EJECTION_MS);
    host.ejectedUntil = unixSeconds + Math.min(baseMs * host.ejections, longestMs) / 1000;
    host.failures = 0;
    host.gatewayFailures = 0;
  }
}

function isEjected(host: Host, unixSeconds: number): boolean {
  return unixSeconds < host.ejectedUntil;
}

function millisecondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDuration(duration);
}
