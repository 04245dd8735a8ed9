import { parseDuration, SimulationResult } from 'backstage-plugin-mesh-traffic-common';
import { BreakerPressure, breakerPressure } from './breakerPressure';
import { CallReporter } from './CallReporter';
import { CallTarget, TargetPods } from './callTargets';
import { endpointOnly, Peer, unknownPeer, withoutCluster, withoutPrincipal } from './istioLabels';
import { OutlierDetector } from './OutlierDetector';
import { pickPod, PickedPod } from './pickPod';
import { pickWeighted } from './pickWeighted';
import { Random } from './random';
import { TokenBuckets } from './TokenBuckets';

export interface CallFlowOptions {
  host: string;
  result: SimulationResult;
  targets: readonly CallTarget[];
  reporter: CallReporter;
  buckets: TokenBuckets;
  random: Random;
  /** Pods of the caller: each has limits of its own. */
  proxies: number;
  /** Who watches the pods of a destination; undefined where nobody does. */
  detector(target: CallTarget): OutlierDetector | undefined;
}

/** What the caller's sidecar got for one try, or for the call. */
interface Answer {
  code: number;
  flags: string;
  durationMs: number;
  peer: Peer;
}

/** Time that the caller's sidecar and the network add. */
const OVERHEAD_MS = 2;
/** Envoy's base interval of the back-off between tries. */
const RETRY_PAUSE_MS = 25;
/** An answer that the caller's own sidecar makes up. */
const LOCAL_ANSWER_MS = 0.4;
/** Median time to refuse a call at the destination. */
const REFUSAL_MS = 1;
/** Istio's default policy tries a connection that fails twice more. */
const CONNECT_FAILURE_TRIES = 3;
const MUTUAL_TLS_MODES = new Set(['mtls', 'ISTIO_MUTUAL', 'MUTUAL']);

/** All calls from one workload to one host: how they are routed was decided once, who gets which is drawn. */
export class CallFlow {
  readonly #options: CallFlowOptions;
  readonly #timeoutMs: number;
  readonly #tries: number;
  readonly #perTryMs: number;
  readonly #retryOn: readonly string[];
  readonly #retryStatuses: readonly number[];
  readonly #detectors: ReadonlyMap<CallTarget, OutlierDetector | undefined>;
  readonly #pressures = new Map<CallTarget, BreakerPressure>();

  constructor(options: CallFlowOptions) {
    const { timeout, retries } = options.result;
    const own = typeof retries === 'object' ? retries : undefined;
    this.#options = options;
    this.#timeoutMs = limitOf(timeout);
    this.#tries = 1 + (own?.attempts ?? 0);
    this.#perTryMs = limitOf(own?.perTryTimeout);
    this.#retryOn = own?.on.split(',') ?? [];
    this.#retryStatuses = own?.statuses ?? [];
    this.#detectors = new Map(options.targets.map(target => [target, options.detector(target)]));
  }

  /** Says how many calls a second are to come, over all pods of the caller: limits open by that. */
  expect(callsPerSecond: number): void {
    const { targets, proxies } = this.#options;
    const total = targets.reduce((sum, { weight }) => sum + weight, 0);
    for (const target of targets) {
      const { breaker } = target.destination;
      if (!breaker || target.pods.length === 0) continue;
      const perProxy = (callsPerSecond * target.weight) / total / proxies;
      const callMs = Math.min(OVERHEAD_MS + meanServiceMs(target), this.#timeoutMs);
      this.#pressures.set(target, breakerPressure(breaker, perProxy, callMs));
    }
  }

  /** Sends one call and writes down what both sides report. */
  send(unixSeconds: number): void {
    const { host, result, targets, reporter, random } = this.#options;
    const target = pickWeighted(targets, ({ weight }) => weight, random);
    if (!target || target.destination.fails === 'NC') {
      reporter.atSource({
        service: withoutCluster(host),
        peer: unknownPeer,
        durationMs: LOCAL_ANSWER_MS,
        ...(target ? { code: 503, flags: 'NC' } : answerOfError(result.error)),
      });
      return;
    }
    reporter.atSource({ service: target.service, ...this.#tryUntilAnswered(target, unixSeconds) });
  }

  #tryUntilAnswered(target: CallTarget, unixSeconds: number): Answer {
    let spentMs = OVERHEAD_MS;
    for (let attempt = 1; ; attempt += 1) {
      const leftMs = Math.min(this.#perTryMs, this.#timeoutMs - spentMs);
      const answer = this.#try(target, leftMs, unixSeconds);
      spentMs += answer.durationMs;
      const wanted = this.#isRetried(answer);
      if (!wanted || attempt >= this.#tries || spentMs >= this.#timeoutMs) {
        const flags = wanted && attempt > 1 ? withFlag(answer.flags, 'URX') : answer.flags;
        return { ...answer, flags, durationMs: spentMs };
      }
      spentMs += RETRY_PAUSE_MS * attempt;
    }
  }

  #isRetried({ code, flags }: Answer): boolean {
    // There is nobody to try instead, or a try more would only add to the pressure.
    if (flags === 'UH' || flags === 'UO') return false;
    return (
      (code >= 500 && this.#retryOn.includes('5xx')) ||
      ([502, 503, 504].includes(code) && this.#retryOn.includes('gateway-error')) ||
      this.#retryStatuses.includes(code)
    );
  }

  /** One attempt; what reached a pod is reported by the pod. */
  #try(target: CallTarget, leftMs: number, unixSeconds: number): Answer {
    const { random } = this.#options;
    const detector = this.#detectors.get(target);
    const pod = pickPod(target.pods, detector, random, unixSeconds);
    if (target.destination.fails === 'UH' || !pod) {
      return { code: 503, flags: 'UH', durationMs: LOCAL_ANSWER_MS, peer: unknownPeer };
    }
    const { overflowShare = 0, waitMs = 0 } = this.#pressures.get(target) ?? {};
    if (overflowShare > 0 && random.next() < overflowShare) {
      const peer = endpointOnly(pod.pods.peer);
      return { code: 503, flags: 'UO', durationMs: LOCAL_ANSWER_MS, peer };
    }
    if (waitMs >= leftMs) {
      return { code: 504, flags: 'UT', durationMs: leftMs, peer: endpointOnly(pod.pods.peer) };
    }
    const answer = this.#reach(target, pod, leftMs - waitMs, unixSeconds);
    detector?.observe(pod.index, answer.code, unixSeconds);
    return { ...answer, durationMs: answer.durationMs + waitMs };
  }

  /** The attempt has a connection, or tries to make one. */
  #reach(target: CallTarget, pod: PickedPod, leftMs: number, unixSeconds: number): Answer {
    const { buckets } = this.#options;
    const { pods } = pod;
    const { arrival } = pods;
    if (arrival?.access === 'refused') {
      const retried = this.#options.result.retries !== 'none';
      return {
        code: 503,
        flags: retried ? 'UF,URX' : 'UF',
        durationMs: retried ? CONNECT_FAILURE_TRIES * RETRY_PAUSE_MS : OVERHEAD_MS,
        peer: endpointOnly(pods.peer),
      };
    }
    if (arrival?.access === 'deny') return this.#refuse(target, pods, 403, '-');
    const limits = arrival?.limits ?? [];
    if (limits.length > 0 && !buckets.take(limits, pods.key, pods.count, unixSeconds)) {
      return this.#refuse(target, pods, 429, 'RL');
    }
    return this.#serve(target, pod, leftMs);
  }

  #serve(target: CallTarget, { pods, isBroken }: PickedPod, leftMs: number): Answer {
    const { random } = this.#options;
    const { medianMs, spread, failShare, unavailableShare } = pods.behaviour;
    const durationMs = random.logNormal(medianMs, spread);
    if (durationMs > leftMs) {
      // The caller hangs up: the pod's sidecar sees a disconnect and no code.
      this.#reportArrival(target, pods, { code: 0, flags: 'DC', durationMs: leftMs });
      return { code: 504, flags: 'UT', durationMs: leftMs, peer: this.#peerSeen(target, pods) };
    }
    const draw = random.next();
    let code = 200;
    if (isBroken) code = 503;
    else if (draw < failShare) code = 500;
    else if (draw < failShare + unavailableShare) code = 503;
    this.#reportArrival(target, pods, { code, flags: '-', durationMs });
    return { code, flags: '-', durationMs, peer: this.#peerSeen(target, pods) };
  }

  /** The pod's sidecar turns the call away: it knows why, the caller's only sees the code. */
  #refuse(target: CallTarget, pods: TargetPods, code: number, flags: string): Answer {
    const durationMs = this.#options.random.logNormal(REFUSAL_MS, 0.4);
    this.#reportArrival(target, pods, { code, flags, durationMs });
    return { code, flags: '-', durationMs, peer: this.#peerSeen(target, pods) };
  }

  #reportArrival(
    target: CallTarget,
    pods: TargetPods,
    answer: { code: number; flags: string; durationMs: number },
  ): void {
    if (!pods.hasSidecar) return;
    const { reporter } = this.#options;
    const mutualTls = this.#isMutual(target, pods);
    reporter.atDestination({ service: target.service, peer: pods.peer, ...answer, mutualTls });
  }

  /** Between sidecars TLS is automatic, unless a rule says otherwise on either side. */
  #isMutual({ destination }: CallTarget, pods: TargetPods): boolean {
    const { tls = 'mtls' } = destination;
    return (
      this.#options.reporter.sourceHasSidecar &&
      pods.hasSidecar &&
      pods.arrival?.mtls !== 'DISABLE' &&
      MUTUAL_TLS_MODES.has(tls)
    );
  }

  /** Who the caller's sidecar takes the pods for: without mutual TLS they cannot prove it. */
  #peerSeen(target: CallTarget, pods: TargetPods): Peer {
    return this.#isMutual(target, pods) ? pods.peer : withoutPrincipal(pods.peer);
  }
}

/** Milliseconds; `none` and nothing are no limit. */
function limitOf(duration: string | undefined): number {
  return (duration === undefined ? undefined : parseDuration(duration)) ?? Infinity;
}

/** The simulator's word for a call without a destination, such as `direct response 403` or `redirect 301`. */
function answerOfError(error: string | undefined): { code: number; flags: string } {
  const direct = /^(?:direct response|redirect) (\d{3})$/.exec(error ?? '');
  return direct ? { code: Number(direct[1]), flags: '-' } : { code: 404, flags: 'NR' };
}

/** Of a log-normal distribution, over all pods. */
function meanServiceMs({ pods }: CallTarget): number {
  const count = pods.reduce((sum, each) => sum + each.count, 0);
  return pods.reduce((sum, { count: share, behaviour: { medianMs, spread } }) => {
    return sum + (share / count) * medianMs * Math.exp(spread ** 2 / 2);
  }, 0);
}

function withFlag(flags: string, flag: string): string {
  return flags === '-' ? flag : `${flags},${flag}`;
}
