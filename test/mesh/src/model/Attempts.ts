import { SimulationResult } from 'backstage-plugin-mesh-traffic-common';
import { BreakerPressure, breakerPressure } from './breakerPressure';
import { CallReporter } from './CallReporter';
import { CallTarget, meanServiceMs, TargetPods } from './callTargets';
import { endpointOnly, Peer, unknownPeer, withoutPrincipal } from './istioLabels';
import { OutlierDetector } from './OutlierDetector';
import { pickPod, PickedPod } from './pickPod';
import { Random } from './random';
import { RetryLimit } from './RetryLimit';
import { ServerLoads } from './ServerLoads';
import { TokenBuckets } from './TokenBuckets';

export interface AttemptsOptions {
  target: CallTarget;
  retries: SimulationResult['retries'];
  reporter: CallReporter;
  buckets: TokenBuckets;
  servers: ServerLoads;
  random: Random;
  /** Pods of the caller: each has limits of its own. */
  proxies: number;
  /** Who watches the pods; undefined where nobody does. */
  detector: OutlierDetector | undefined;
}

/** What the caller's sidecar got for one try, or for the call. */
export interface Answer {
  code: number;
  flags: string;
  durationMs: number;
  peer: Peer;
  /** A limit refused it, at either end: it is not tried again, since that would only add to the pressure. */
  overloaded?: boolean;
}

/** Time that the caller's sidecar and the network add. */
export const OVERHEAD_MS = 2;
/** Envoy's base interval of the back-off between tries. */
export const RETRY_PAUSE_MS = 25;
/** An answer that a sidecar makes up. */
export const LOCAL_ANSWER_MS = 0.4;
/** Median time to refuse a call at the destination. */
const REFUSAL_MS = 1;
/** Istio's default policy tries a connection that fails twice more. */
const CONNECT_FAILURE_TRIES = 3;
const MUTUAL_TLS_MODES = new Set(['mtls', 'ISTIO_MUTUAL', 'MUTUAL']);

/** Tries of one workload to reach one cluster. What reaches a pod is reported by the pod. */
export class Attempts {
  readonly target: CallTarget;
  /** How many tries more may be under way. */
  readonly retryLimit: RetryLimit;
  readonly #options: AttemptsOptions;
  #pressure: BreakerPressure = { overflowShare: 0, waitMs: 0 };

  constructor(options: AttemptsOptions) {
    this.target = options.target;
    this.retryLimit = new RetryLimit(options.target.destination.breaker);
    this.#options = options;
  }

  /**
   * Says what is to come, over all pods of the caller: limits open by that.
   *
   * @param span - `evenly`: the calls do not come in bursts
   */
  expect(span: { callsPerSecond: number; seconds: number; mostMs: number; evenly: boolean }): void {
    const { target, proxies, servers } = this.#options;
    const { breaker } = target.destination;
    const count = target.pods.reduce((sum, pods) => sum + pods.count, 0);
    if (count === 0) return;
    const callMs = Math.min(OVERHEAD_MS + meanServiceMs(target), span.mostMs);
    const { callsPerSecond, seconds } = span;
    this.retryLimit.begin({ callsPerSecond, seconds, proxies, callMs });
    if (breaker && span.evenly) {
      this.#pressure = breakerPressure(breaker, callsPerSecond / proxies, callMs);
    }
    const arriving = callsPerSecond * (1 - this.#pressure.overflowShare);
    for (const pods of target.pods) servers.expect(pods, (arriving * pods.count) / count);
  }

  /** One try, which may take so long. */
  try(leftMs: number, unixSeconds: number): Answer {
    const { target, random, detector } = this.#options;
    const pod = pickPod(target.pods, detector, random, unixSeconds);
    if (target.destination.fails === 'UH' || !pod) {
      return { code: 503, flags: 'UH', durationMs: LOCAL_ANSWER_MS, peer: unknownPeer };
    }
    const { overflowShare, waitMs } = this.#pressure;
    if (overflowShare > 0 && random.next() < overflowShare) return overflowed(pod.pods.peer);
    if (waitMs >= leftMs) {
      return { code: 504, flags: 'UT', durationMs: leftMs, peer: endpointOnly(pod.pods.peer) };
    }
    const answer = this.#reach(pod, leftMs - waitMs, unixSeconds);
    detector?.observe(pod.index, answer.code, unixSeconds);
    return { ...answer, durationMs: answer.durationMs + waitMs };
  }

  /** A try that finds neither a connection nor a place in the queue. */
  overflow(): Answer {
    return overflowed(this.#options.target.pods[0]?.peer ?? unknownPeer);
  }

  /** The attempt has a connection, or tries to make one. */
  #reach({ pods, isBroken }: PickedPod, leftMs: number, unixSeconds: number): Answer {
    const { buckets, retries } = this.#options;
    const { arrival } = pods;
    if (arrival?.access === 'refused') {
      const retried = retries !== 'none';
      return {
        code: 503,
        flags: retried ? 'UF,URX' : 'UF',
        durationMs: retried ? CONNECT_FAILURE_TRIES * RETRY_PAUSE_MS : OVERHEAD_MS,
        peer: endpointOnly(pods.peer),
      };
    }
    if (arrival?.access === 'deny') return this.#refuse(pods, 403, '-');
    const limits = arrival?.limits ?? [];
    if (limits.length > 0 && !buckets.take(limits, pods.key, pods.count, unixSeconds)) {
      return this.#refuse(pods, 429, 'RL');
    }
    return this.#serve(pods, isBroken, leftMs);
  }

  #serve(pods: TargetPods, isBroken: boolean, leftMs: number): Answer {
    const { random, servers } = this.#options;
    const { medianMs, spread, failShare, unavailableShare } = pods.behaviour;
    const { overflowShare = 0, waitMs = 0 } = servers.pressure(pods) ?? {};
    if (overflowShare > 0 && random.next() < overflowShare) {
      return { ...this.#refuse(pods, 503, 'UO'), overloaded: true };
    }
    const durationMs = random.logNormal(medianMs, spread) + waitMs;
    if (durationMs > leftMs) {
      // The caller hangs up: the pod's sidecar sees a disconnect and no code.
      this.#reportArrival(pods, { code: 0, flags: 'DC', durationMs: leftMs });
      return { code: 504, flags: 'UT', durationMs: leftMs, peer: this.#peerSeen(pods) };
    }
    const draw = random.next();
    let code = 200;
    if (isBroken) code = 503;
    else if (draw < failShare) code = 500;
    else if (draw < failShare + unavailableShare) code = 503;
    this.#reportArrival(pods, { code, flags: '-', durationMs });
    return { code, flags: '-', durationMs, peer: this.#peerSeen(pods) };
  }

  /** The pod's sidecar turns the call away: it knows why, the caller's only sees the code. */
  #refuse(pods: TargetPods, code: number, flags: string): Answer {
    const durationMs = this.#options.random.logNormal(REFUSAL_MS, 0.4);
    this.#reportArrival(pods, { code, flags, durationMs });
    return { code, flags: '-', durationMs, peer: this.#peerSeen(pods) };
  }

  #reportArrival(
    pods: TargetPods,
    answer: { code: number; flags: string; durationMs: number },
  ): void {
    if (!pods.hasSidecar) return;
    const { target, reporter } = this.#options;
    const mutualTls = this.#isMutual(pods);
    reporter.atDestination({ service: target.service, peer: pods.peer, ...answer, mutualTls });
  }

  /** Between sidecars TLS is automatic, unless a rule says otherwise on either side. */
  #isMutual(pods: TargetPods): boolean {
    const { target, reporter } = this.#options;
    return (
      reporter.sourceHasSidecar &&
      pods.hasSidecar &&
      pods.arrival?.mtls !== 'DISABLE' &&
      MUTUAL_TLS_MODES.has(target.destination.tls ?? 'mtls')
    );
  }

  /** Who the caller's sidecar takes the pods for: without mutual TLS they cannot prove it. */
  #peerSeen(pods: TargetPods): Peer {
    return this.#isMutual(pods) ? pods.peer : withoutPrincipal(pods.peer);
  }
}

function overflowed(peer: Peer): Answer {
  return {
    code: 503,
    flags: 'UO',
    durationMs: LOCAL_ANSWER_MS,
    peer: endpointOnly(peer),
    overloaded: true,
  };
}
