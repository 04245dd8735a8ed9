import { BreakerLimits } from 'backstage-plugin-mesh-traffic-common';

/** What the limits of a client's sidecar do to its calls to one cluster. */
export interface BreakerPressure {
  /** Share of the calls that overflow, 0..1: the sidecar answers them itself with 503 and flag UO. */
  overflowShare: number;
  /** How long the others wait for a free connection, on average. */
  waitMs: number;
}

const NO_PRESSURE: BreakerPressure = { overflowShare: 0, waitMs: 0 };

/** A longer queue is as good as none: whoever stands behind it has given up. */
const LONGEST_QUEUE = 1000;
/** Terms are scaled down above this, long before a number is infinite. */
const LARGE = 1e200;

/**
 * Calls over HTTP/1.1 hold a connection each; those that find none wait in the pending queue, and overflow when
 * that is full. A request limit below the connections refuses at once (envoy, conn_pool_base.cc). In a steady
 * state this is the queue M/M/c/K, whose formula is used instead of single connections. A burst on a cold pool
 * is not in it.
 *
 * @param callsPerSecond - calls of one client proxy to the cluster
 * @param callMs - how long a call takes on average
 */
export function breakerPressure(
  limits: BreakerLimits,
  callsPerSecond: number,
  callMs: number,
): BreakerPressure {
  const { maxConnections = Infinity, maxRequests = Infinity, maxPendingRequests } = limits;
  const servers = Math.min(maxConnections, maxRequests);
  const busy = (callsPerSecond * callMs) / 1000;
  if (!Number.isFinite(servers) || busy === 0) return NO_PRESSURE;
  const queue =
    maxRequests <= maxConnections ? 0 : Math.min(maxPendingRequests ?? Infinity, LONGEST_QUEUE);

  let term = 1;
  let sum = 1;
  let queued = 0;
  for (let calls = 1; calls <= servers + queue; calls += 1) {
    term *= busy / Math.min(calls, servers);
    sum += term;
    queued += Math.max(0, calls - servers) * term;
    if (sum > LARGE) {
      term /= LARGE;
      queued /= LARGE;
      sum /= LARGE;
    }
    // From here on the terms only fall, and no longer count.
    if (calls > busy && term < sum * 1e-12) return { overflowShare: 0, waitMs: wait(queued / sum) };
  }
  const full = term / sum;
  const unlimited = maxRequests > maxConnections && maxPendingRequests === undefined;
  return { overflowShare: unlimited ? 0 : full, waitMs: wait(queued / sum, full) };

  /** By Little's law. */
  function wait(waiting: number, refused = 0): number {
    return (1000 * waiting) / (callsPerSecond * (1 - refused));
  }
}
