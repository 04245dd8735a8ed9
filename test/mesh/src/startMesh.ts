import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { mkdtemp, rm } from 'fs/promises';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { askPrometheus } from './flagger/askPrometheus';
import { countWorkloadCalls } from './flagger/countWorkloadCalls';
import { FlaggerController } from './flagger/FlaggerController';
import { flaggerHosts, flaggerRollouts, flaggerWorkloads } from './flagger/flaggerTraffic';
import { Gatekeeper } from './flagger/Gatekeeper';
import { QueryChecks } from './flagger/QueryChecks';
import { createRegistry } from './metrics/createRegistry';
import { openMetricsHistory } from './metrics/openMetricsHistory';
import { createRandom } from './model/random';
import { TrafficModel } from './model/TrafficModel';
import { writeHistory } from './model/writeHistory';
import { ManifestFollower } from './repository/ManifestFollower';
import { Scenario } from './scenario/Scenario';
import { findScenario } from './scenario/scenarios';
import { createMeshServer } from './server/createMeshServer';
import { TrafficQuery } from './server/parseTrafficQuery';
import { SampleStore } from './snapshot/SampleStore';
import { trafficSnapshot } from './snapshot/trafficSnapshot';

export interface MeshOptions {
  /** URL or path of the git repository with the manifests. */
  repository: string;
  branch: string;
  /** Sent as the password of HTTP basic authentication. */
  token?: string;
  /** Default: a free one. */
  port?: number;
  /** Name of a scenario; default `default`. */
  scenario?: string;
  /** How often calls are sent; default 1000. */
  tickMs?: number;
  /** How often the repository is looked at; default 1000. */
  pollMs?: number;
  /** Same seed, same draws; default 1. */
  seed?: number;
  /** How far the past reaches that the mesh makes up at the start; default 60, 0 for none. */
  historyMinutes?: number;
  /** A Prometheus that is asked the queries of people's MetricTemplates; default: they count as passed. */
  prometheusUrl?: string;
  /** The clock, in Unix milliseconds; default the machine's. It must not run back. */
  now?(): number;
  /** Called once for each new problem, with a sentence for a log. */
  onProblem?(sentence: string): void;
}

/** A running mesh. */
export interface Mesh {
  /** Origin without a slash at the end. */
  url: string;
  /** The commit whose manifests route the calls. */
  readonly commit: string;
  readTraffic(query: TrafficQuery): TrafficSnapshot;
  /** Ends everything it started; resolves when the port is free. */
  close(): Promise<void>;
}

const FOLDERS = ['apps', 'mesh'];
const SAMPLE_SECONDS = 5;
/** After a pause of the machine, calls of at most this long are caught up with. */
const MAX_CATCH_UP_SECONDS = 60;

/**
 * Starts a mesh that follows the repository, lets the scenario's callers call, and serves what their sidecars
 * would report.
 *
 * @throws Error when the repository cannot be read, the scenario is unknown or the port is in use
 */
export async function startMesh(options: MeshOptions): Promise<Mesh> {
  const clock = options.now ?? Date.now;
  const scenario = findScenario(options.scenario ?? 'default');
  const model = new TrafficModel({ scenario, random: createRandom(options.seed ?? 1) });
  const gates = new Gatekeeper({ open: scenario.gatesAreOpen });
  const { prometheusUrl } = options;
  const queries = new QueryChecks({
    ask: prometheusUrl ? askPrometheus(prometheusUrl) : undefined,
    onProblem: options.onProblem,
  });
  const flagger = new FlaggerController({
    count: countWorkloadCalls(model.ledger),
    gates,
    queries,
    releasesUntil: releaseCounter(scenario, clock() / 1000),
  });
  const store = new SampleStore();
  const directory = await mkdtemp(join(tmpdir(), 'mesh-'));
  const follower = new ManifestFollower({
    ...options,
    directory,
    folders: FOLDERS,
    onManifests(manifests) {
      catchUp();
      flagger.update(manifests, clock() / 1000);
      return model.setManifests(flagger.effective());
    },
  });

  let sentUntil = Infinity;
  function catchUp(): void {
    const now = clock() / 1000;
    if (now <= sentUntil) return;
    model.advance(Math.max(sentUntil, now - MAX_CATCH_UP_SECONDS), now);
    sentUntil = now;
    if (flagger.round(now)) model.setManifests(flagger.effective());
    const last = store.all.at(-1);
    if (!last || now - last.unixSeconds >= SAMPLE_SECONDS) store.add(model.ledger.sample(now));
  }

  function readTraffic(query: TrafficQuery): TrafficSnapshot {
    catchUp();
    const { namespace, service } = query.service;
    const samples = [...store.all, model.ledger.sample(sentUntil)];
    return trafficSnapshot({
      ...query,
      labels: model.ledger.labels,
      samples,
      hosts: flaggerHosts(flagger, namespace, service, query.rollout),
      rolledOut: flaggerWorkloads(flagger, namespace, service, query.rollout),
      rollouts: flaggerRollouts(flagger, namespace, service, query.rollout),
    });
  }

  try {
    await follower.start();
    sentUntil = await writeHistory(model, store, (options.historyMinutes ?? 60) * 60);
    const registry = createRegistry(model.ledger, flagger);
    const server = createMeshServer({
      async metrics() {
        catchUp();
        return { contentType: registry.contentType, text: await registry.metrics() };
      },
      traffic: readTraffic,
      history: extraLabels => openMetricsHistory(model.ledger.labels, store.all, extraLabels),
      health: () => ({
        status: 'ok',
        scenario: scenario.name,
        ...follower.state,
        notMeasured: flagger.notMeasured,
        canaries: flagger.canaries.map(({ namespace, name, state, weight }) => ({
          namespace,
          name,
          phase: state.phase,
          weight,
          failedChecks: state.failedChecks,
          gate: gates.isOpen({ namespace, name }) ? 'open' : 'closed',
        })),
      }),
      gates,
      hasCanary: ref =>
        flagger.canaries.some(
          ({ namespace, name }) => namespace === ref.namespace && name === ref.name,
        ),
      askPrometheus: url => queries.askFrom(askPrometheus(url)),
    });
    const port = await listen(server, options.port ?? 0);
    const ticking = setInterval(catchUp, options.tickMs ?? 1000);
    return {
      url: `http://127.0.0.1:${port}`,
      get commit() {
        return follower.state.commit ?? '';
      },
      readTraffic,
      async close() {
        clearInterval(ticking);
        await follower.stop();
        server.closeAllConnections();
        await new Promise<void>(resolve => {
          server.close(() => resolve());
        });
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await follower.stop();
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** How many releases a scenario has made, counted from the start of the mesh. */
function releaseCounter({ releases }: Scenario, startSeconds: number) {
  return (unixSeconds: number) => {
    if (!releases) return 0;
    const since = unixSeconds - startSeconds - releases.firstAfterSeconds;
    return Math.max(0, 1 + Math.floor(since / releases.everySeconds));
  };
}

function listen(server: ReturnType<typeof createMeshServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(new Error(`Port ${port} is in use; choose another one with --port.`));
      } else {
        reject(error);
      }
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (isAddress(address)) resolve(address.port);
      else reject(new Error('The mesh did not get a port.'));
    });
  });
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
