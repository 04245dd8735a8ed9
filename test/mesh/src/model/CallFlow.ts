import {
  parseDuration,
  SimulatedDestination,
  SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { Scenario, VersionBehaviour } from '../scenario/Scenario';
import { Workload, World } from '../world/World';
import { CallLedger } from './CallLedger';
import {
  CalledService,
  endpointOnly,
  istioLabels,
  Peer,
  peerOf,
  Report,
  serviceOfHost,
  unknownPeer,
  withoutCluster,
} from './istioLabels';
import { Random } from './random';
import { TokenBuckets } from './TokenBuckets';

export interface CallFlowOptions {
  caller: Workload;
  /** A caller without a sidecar: it reports nothing, and nobody knows who it is. */
  plainText: boolean;
  host: string;
  result: SimulationResult;
  world: World;
  ledger: CallLedger;
  scenario: Scenario;
  buckets: TokenBuckets;
  random: Random;
  trustDomain: string;
}

interface Answer {
  code: number;
  /** Envoy's flags at the source. */
  flags: string;
  durationMs: number;
  /** Who answered, as the source knows it. */
  peer: Peer;
}

interface Pods {
  workload: Workload;
  peer: Peer;
  behaviour: VersionBehaviour;
  count: number;
}

interface Target {
  destination: SimulatedDestination;
  service: CalledService;
  pods: Pods[];
}

/** Time that the caller's sidecar and the network add. */
const OVERHEAD_MS = 2;
/** Envoy's base interval of the back-off between tries. */
const RETRY_PAUSE_MS = 25;
const LOCAL_ANSWER_MS = 0.4;
const CONNECT_FAILURE_TRIES = 3;

/** All calls from one workload to one host: how they are routed was decided once, who gets which is drawn. */
export class CallFlow {
  readonly #options: CallFlowOptions;
  readonly #source: Peer;
  readonly #targets: Target[];
  readonly #totalWeight: number;
  readonly #timeoutMs: number | undefined;
  readonly #series = new Map<string, number>();

  constructor(options: CallFlowOptions) {
    const { result, caller, trustDomain } = options;
    this.#options = options;
    this.#source = options.plainText ? unknownPeer : peerOf(caller, trustDomain);
    this.#targets = result.destinations
      .filter(destination => weightOf(destination) > 0)
      .map(destination => this.#target(destination));
    this.#totalWeight = this.#targets.reduce(
      (sum, { destination }) => sum + weightOf(destination),
      0,
    );
    this.#timeoutMs = durationOf(result.timeout);
  }

  /** Sends one call and records what both sides report. */
  send(unixSeconds: number): void {
    const target = this.#pickTarget();
    if (!target) {
      const { code, flags } = answerOfError(this.#options.result.error);
      const service = withoutCluster(this.#options.host);
      this.#reportSource(service, unknownPeer, code, flags, LOCAL_ANSWER_MS);
      return;
    }
    if (target.destination.fails === 'NC') {
      const service = withoutCluster(this.#options.host);
      this.#reportSource(service, unknownPeer, 503, 'NC', LOCAL_ANSWER_MS);
      return;
    }
    const answer = this.#tryUntilAnswered(target, unixSeconds);
    this.#reportSource(target.service, answer.peer, answer.code, answer.flags, answer.durationMs);
  }

  #tryUntilAnswered(target: Target, unixSeconds: number): Answer {
    const { retries } = this.#options.result;
    const own = typeof retries === 'object' ? retries : undefined;
    const tries = 1 + (own?.attempts ?? 0);
    const perTryMs = durationOf(own?.perTryTimeout);
    let spentMs = OVERHEAD_MS;
    for (let attempt = 1; ; attempt += 1) {
      const leftMs = Math.min(perTryMs ?? Infinity, (this.#timeoutMs ?? Infinity) - spentMs);
      const answer = this.#try(target, leftMs, unixSeconds);
      spentMs += answer.durationMs;
      const outOfTime = this.#timeoutMs !== undefined && spentMs >= this.#timeoutMs;
      const again = isRetried(answer, own?.on) && attempt < tries && !outOfTime;
      if (again) {
        spentMs += RETRY_PAUSE_MS * attempt;
        continue;
      }
      const exhausted = attempt > 1 && isRetried(answer, own?.on);
      const flags = exhausted ? addFlag(answer.flags, 'URX') : answer.flags;
      return { ...answer, flags, durationMs: spentMs };
    }
  }

  /** One attempt; what reached a pod is reported by the pod. */
  #try(target: Target, leftMs: number, unixSeconds: number): Answer {
    const { random, buckets } = this.#options;
    const { arrival } = target.destination;
    const pods = this.#pickPods(target);
    if (!pods) return { code: 503, flags: 'UH', durationMs: LOCAL_ANSWER_MS, peer: unknownPeer };
    const { peer } = pods;
    if (arrival?.access === 'refused') {
      // Istio's default policy retries a connection that fails, twice.
      const tookMs = CONNECT_FAILURE_TRIES * RETRY_PAUSE_MS;
      return { code: 503, flags: 'UF,URX', durationMs: tookMs, peer: endpointOnly(peer) };
    }
    if (arrival?.access === 'deny') {
      const tookMs = random.logNormal(1, 0.4);
      this.#reportDestination(target, peer, 403, '-', tookMs);
      return { code: 403, flags: '-', durationMs: tookMs, peer };
    }
    const limits = arrival?.limits ?? [];
    if (limits.length > 0) {
      const name = `${pods.workload.namespace}/${pods.workload.name}`;
      if (!buckets.take(limits, name, pods.count, unixSeconds)) {
        const tookMs = random.logNormal(1, 0.4);
        this.#reportDestination(target, peer, 429, 'RL', tookMs);
        return { code: 429, flags: '-', durationMs: tookMs, peer };
      }
    }
    return this.#serve(target, pods, leftMs);
  }

  #serve(target: Target, pods: Pods, leftMs: number): Answer {
    const { random } = this.#options;
    const { behaviour, peer } = pods;
    const tookMs = random.logNormal(behaviour.medianMs, behaviour.spread);
    if (tookMs > leftMs) {
      // The caller hangs up: the pod's sidecar sees a disconnect and no code.
      this.#reportDestination(target, peer, 0, 'DC', leftMs);
      return { code: 504, flags: 'UT', durationMs: leftMs, peer };
    }
    const draw = random.next();
    let code = 200;
    if (draw < behaviour.failShare) code = 500;
    else if (draw < behaviour.failShare + behaviour.unavailableShare) code = 503;
    this.#reportDestination(target, peer, code, '-', tookMs);
    return { code, flags: '-', durationMs: tookMs, peer };
  }

  #pickTarget(): Target | undefined {
    let left = this.#options.random.next() * this.#totalWeight;
    for (const target of this.#targets) {
      left -= weightOf(target.destination);
      if (left < 0) return target;
    }
    return this.#targets.at(-1);
  }

  #pickPods(target: Target): Pods | undefined {
    if (target.destination.fails === 'UH' || target.pods.length === 0) return undefined;
    const total = target.pods.reduce((sum, pods) => sum + pods.count, 0);
    let left = this.#options.random.next() * total;
    for (const pods of target.pods) {
      left -= pods.count;
      if (left < 0) return pods;
    }
    return target.pods.at(-1);
  }

  #target(destination: SimulatedDestination): Target {
    const { world, scenario, trustDomain } = this.#options;
    const service = serviceOfHost(destination.host);
    const pods = Object.entries(destination.pods)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => {
        const workload = world.workload(service.namespace, name) ?? {
          namespace: service.namespace,
          name,
          labels: { app: name },
          serviceAccount: 'default',
          replicas: count,
        };
        const peer = peerOf(workload, trustDomain);
        return { workload, peer, count, behaviour: scenario.behaviour(peer.version, name) };
      });
    return { destination, service, pods };
  }

  #reportSource(service: CalledService, peer: Peer, code: number, flags: string, tookMs: number) {
    if (this.#options.plainText) return;
    const failedLocally = peer.principal === unknownPeer.principal;
    this.#record(
      {
        reporter: 'source',
        // The own principal is read off the upstream connection as well: without one it is unknown.
        source: failedLocally
          ? { ...this.#source, principal: unknownPeer.principal }
          : this.#source,
        destination: peer,
        service,
        code,
        flags,
        mutualTls: false,
      },
      tookMs,
    );
  }

  #reportDestination(target: Target, peer: Peer, code: number, flags: string, tookMs: number) {
    const mutualTls = !this.#options.plainText && target.destination.arrival?.mtls !== 'DISABLE';
    this.#record(
      {
        reporter: 'destination',
        source: mutualTls ? this.#source : { ...this.#source, principal: unknownPeer.principal },
        destination: mutualTls ? peer : { ...peer, principal: unknownPeer.principal },
        service: target.service,
        code,
        flags,
        mutualTls,
      },
      tookMs,
    );
  }

  #record(report: Report, tookMs: number): void {
    const { reporter, destination, service, code, flags } = report;
    const key = `${reporter}|${service.host}|${service.name}|${destination.workload}|${code}|${flags}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      series = this.#options.ledger.series(istioLabels(report));
      this.#series.set(key, series);
    }
    // Envoy measures whole milliseconds.
    this.#options.ledger.record(series, Math.round(tookMs));
  }
}

function weightOf(destination: SimulatedDestination): number {
  return destination.weight ?? 1;
}

/** Milliseconds; undefined for `none`, which is no limit. */
function durationOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}

/** The simulator's word for a call without a destination, such as `direct response 403`. */
function answerOfError(error: string | undefined): { code: number; flags: string } {
  const direct = /^direct response (\d{3})$/.exec(error ?? '');
  if (direct) return { code: Number(direct[1]), flags: '-' };
  return { code: 404, flags: 'NR' };
}

/** Whether Envoy's retry policy covers this answer; `retriable` statuses are listed as numbers. */
function isRetried(answer: Answer, on: string | undefined): boolean {
  if (!on || answer.flags === 'UH') return false;
  const conditions = on.split(',').map(condition => condition.trim());
  return (
    (answer.code >= 500 && conditions.includes('5xx')) ||
    ([502, 503, 504].includes(answer.code) && conditions.includes('gateway-error')) ||
    conditions.includes(String(answer.code))
  );
}

function addFlag(flags: string, flag: string): string {
  return flags === '-' ? flag : `${flags},${flag}`;
}
