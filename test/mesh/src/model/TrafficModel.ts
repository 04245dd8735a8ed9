import { createSimulator, Manifest } from 'backstage-plugin-mesh-traffic-common';
import { CallerSpec, CallStream, Scenario } from '../scenario/Scenario';
import { readWorld, Workload, World } from '../world/World';
import { CallFlow } from './CallFlow';
import { CallLedger } from './CallLedger';
import { CallReporter } from './CallReporter';
import { CallTarget, callTargets } from './callTargets';
import { peerOf } from './istioLabels';
import { OutlierDetector } from './OutlierDetector';
import { Random } from './random';
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
  readonly #detectors = new Map<string, OutlierDetector>();
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
        const flow = new CallFlow({
          host,
          result,
          targets: callTargets(result.destinations, { world, scenario, trustDomain }),
          reporter: new CallReporter({
            ledger: this.ledger,
            source: peerOf(workload, trustDomain),
            sourceHasSidecar: !plainText,
          }),
          buckets: this.#buckets,
          proxies: Math.max(1, workload.replicas),
          detector: target => this.#detector(caller, target),
          random,
        });
        return [{ caller, stream, flow }];
      }),
    );
    return simulator.refused.map(({ object, reason }) => `${object} is refused: ${reason}`);
  }

  /** Sends the calls of this span of time. */
  advance(fromSeconds: number, toSeconds: number): void {
    const { scenario, random } = this.#options;
    for (let start = fromSeconds; start < toSeconds; start += STEP_SECONDS) {
      const seconds = Math.min(STEP_SECONDS, toSeconds - start);
      for (const { caller, stream, flow } of this.#streams) {
        const factor = scenario.load(caller, start);
        const callsPerSecond = (stream.perMinute / 60) * factor;
        flow.expect(callsPerSecond);
        const calls = random.poisson(callsPerSecond * seconds);
        for (let call = 0; call < calls; call += 1) flow.send(start);
      }
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
