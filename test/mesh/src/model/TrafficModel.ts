import {
  createSimulator,
  Manifest,
  SimulatedDestination,
} from 'backstage-plugin-mesh-traffic-common';
import { CallerSpec, CallStream, Scenario } from '../scenario/Scenario';
import { readWorld, Workload, World } from '../world/World';
import { Attempts } from './Attempts';
import { CallFlow } from './CallFlow';
import { CallLedger } from './CallLedger';
import { CallReporter } from './CallReporter';
import { CallTarget, callTargets } from './callTargets';
import { ConnectionPool } from './ConnectionPool';
import { peerOf } from './istioLabels';
import { OutlierDetector } from './OutlierDetector';
import { Random } from './random';
import { ServerLoads } from './ServerLoads';
import { TokenBuckets } from './TokenBuckets';

export interface TrafficModelOptions {
  scenario: Scenario;
  random: Random;
  /** Default `cluster.local`. */
  trustDomain?: string;
}

interface ActiveStream {
  caller: CallerSpec;
  stream: CallStream;
  flow: CallFlow;
}

/** Longer spans are cut up, so that load and rate limits follow the time. */
const STEP_SECONDS = 5;

/** Sends the scenario's calls through whatever the manifests say at the moment, and counts them. */
export class TrafficModel {
  readonly ledger = new CallLedger();
  readonly #options: TrafficModelOptions;
  readonly #buckets = new TokenBuckets();
  readonly #servers = new ServerLoads();
  readonly #detectors = new Map<string, OutlierDetector>();
  readonly #pools = new Map<string, ConnectionPool>();
  #streams: ActiveStream[] = [];

  constructor(options: TrafficModelOptions) {
    this.#options = options;
  }

  /**
   * Routes all calls from now on by these manifests, oldest first, and by what the scenario adds to them.
   *
   * @returns one sentence for each object that a cluster would refuse
   */
  setManifests(inRepository: Manifest[]): string[] {
    const { scenario, random, trustDomain = 'cluster.local' } = this.#options;
    const manifests = scenario.amend?.(inRepository) ?? inRepository;
    const world = readWorld(manifests);
    const simulator = createSimulator(manifests, { trustDomain });
    this.#streams = scenario.callers.flatMap(caller =>
      caller.streams.flatMap(stream => {
        const service = world.service(stream.to);
        if (!service) return [];
        const workload = callingWorkload(caller, world);
        const plainText = !world.hasSidecars(caller.namespace);
        const { host } = service;
        const result = simulator.simulate({
          from: caller.namespace,
          fromLabels: workload.labels,
          serviceAccount: workload.serviceAccount,
          plainText,
          host,
          port: stream.port ?? service.port,
          path: stream.path,
          method: stream.method,
        });
        const reporter = new CallReporter({
          ledger: this.ledger,
          source: peerOf(workload, trustDomain),
          sourceHasSidecar: !plainText,
        });
        const proxies = Math.max(1, workload.replicas);
        const attemptsAt = (destinations: readonly SimulatedDestination[]) =>
          callTargets(destinations, { world, scenario, trustDomain }).map(
            target =>
              new Attempts({
                target,
                retries: result.retries,
                reporter,
                buckets: this.#buckets,
                servers: this.#servers,
                random,
                proxies,
                detector: this.#detector(caller, target),
              }),
          );
        const flow = new CallFlow({
          host,
          result,
          attempts: attemptsAt(result.destinations),
          copies: (result.copies ?? []).flatMap(({ percent, destination }) =>
            attemptsAt([destination]).map(attempts => ({ percent, attempts })),
          ),
          reporter,
          random,
          burst: stream.burst ?? 1,
          pool: ({ target }) => this.#pool(caller, target, Math.floor(random.next() * proxies)),
        });
        return [{ caller, stream, flow }];
      }),
    );
    return simulator.refused.map(({ object, reason }) => `${object} is refused: ${reason}`);
  }

  /** Sends the calls of this span of time. */
  advance(fromSeconds: number, toSeconds: number): void {
    const { scenario } = this.#options;
    for (let start = fromSeconds; start < toSeconds; start += STEP_SECONDS) {
      const seconds = Math.min(STEP_SECONDS, toSeconds - start);
      const due = this.#streams.map(({ caller, stream, flow }) => ({
        flow,
        callsPerSecond: (stream.perMinute / 60) * scenario.load(caller, start),
      }));
      // All say what they are to send before anybody sends: pods have limits over all callers.
      this.#servers.begin();
      for (const { flow, callsPerSecond } of due) flow.expect(callsPerSecond, seconds);
      for (const { flow, callsPerSecond } of due) flow.send(callsPerSecond, seconds, start);
    }
  }

  /** Ejected pods stay ejected when something else in the repository changes. */
  #detector(caller: CallerSpec, { destination, pods }: CallTarget): OutlierDetector | undefined {
    const { cluster, outlier } = destination;
    if (!outlier) return undefined;
    const hosts = pods.reduce((sum, { count }) => sum + count, 0);
    const key = JSON.stringify([caller.namespace, caller.workload, cluster, outlier, hosts]);
    const detector = this.#detectors.get(key) ?? new OutlierDetector(outlier, hosts);
    this.#detectors.set(key, detector);
    return detector;
  }

  /** Connections are closed when the limits change, and stay open when something else does. */
  #pool(
    caller: CallerSpec,
    { destination: { cluster, breaker } }: CallTarget,
    proxy: number,
  ): ConnectionPool | undefined {
    if (!breaker) return undefined;
    const key = JSON.stringify([caller.namespace, caller.workload, cluster, breaker, proxy]);
    const pool = this.#pools.get(key) ?? new ConnectionPool(breaker);
    this.#pools.set(key, pool);
    return pool;
  }
}

/** The Deployment in the repository, else one that is made up. */
function callingWorkload(caller: CallerSpec, world: World): Workload {
  const { namespace, workload: name, serviceAccount } = caller;
  const known = world.workload(namespace, name);
  if (known) return { ...known, serviceAccount: serviceAccount ?? known.serviceAccount };
  return {
    namespace,
    name,
    labels: { app: name, version: 'v1' },
    serviceAccount: serviceAccount ?? name,
    replicas: 1,
  };
}
