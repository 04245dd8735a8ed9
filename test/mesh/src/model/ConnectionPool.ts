import { BreakerLimits } from 'backstage-plugin-mesh-traffic-common';

/**
 * Each call of a burst brings this much more room into the queue: connections that are made meanwhile free their
 * place in it. Measured with real Envoy: of 45 calls at once 22 pass a queue of 20, of 95 calls 65 pass one of 50.
 */
const ROOM_PER_CALL = 0.003;

/**
 * Connections of one client proxy to one cluster, for calls that come at once. HTTP/1.1 needs a connection for
 * each; a call that finds none waits in the pending queue, also while its connection is being made. Connections
 * stay open (Istio closes them after an hour without a call), so that a second burst finds those of the first.
 */
export class ConnectionPool {
  readonly #limits: BreakerLimits;
  #open = 0;

  constructor(limits: BreakerLimits) {
    this.#limits = limits;
  }

  /**
   * Takes calls that come at once while no others are under way.
   *
   * @returns how many of them overflow: 503 with flag UO
   */
  burst(calls: number): number {
    const { maxConnections = Infinity, maxPendingRequests = Infinity, maxRequests } = this.#limits;
    const grows = this.#open < maxConnections;
    const room = maxPendingRequests * (grows ? 1 + ROOM_PER_CALL * calls : 1);
    const admitted = Math.min(calls, this.#open + Math.floor(room), maxRequests ?? Infinity);
    this.#open = Math.max(this.#open, Math.min(admitted, maxConnections));
    return calls - admitted;
  }
}
