import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgeReady } from '../children/forge';
import { MeshInput, MeshReady } from '../children/mesh';
import { PrometheusInput, PrometheusReady } from '../children/prometheus';
import { startBackend, startDevelopment } from './backend';
import { Child } from './Child';
import { startNodeChild } from './nodeChild';
import { buildBundle, bundleIsFresh } from './portalBundle';
import { portalConfig, readBaseConfig } from './portalConfig';

export interface PortalOptions {
  /** Port of the portal. */
  port: number;
  /** Name of the mesh's scenario; default `default`. */
  scenario?: string;
  /** Frontend and backend with hot reload, on two ports. */
  development?: boolean;
  /** False: as on a machine without Prometheus. */
  prometheus?: boolean;
  /** Ends what has been started so far, and the start with it. */
  signal?: AbortSignal;
  /** Called with a sentence for the person whenever something takes its time. */
  onProgress(sentence: string): void;
}

/** A portal with all that stands around it. */
export interface Portal {
  url: string;
  forge: ForgeReady;
  /** Origin of the mesh. */
  meshUrl: string;
  /** Address of Prometheus, or why there is none. */
  prometheus: PrometheusReady;
  /** Log files of all processes. */
  logFolder: string;
  /** The processes, to be stopped one by one in tests. */
  children: readonly Child[];
  /** Resolves with a description as soon as a process ends that was not asked to. */
  died: Promise<string>;
  /** Ends everything that was started. */
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

/**
 * Starts the forge, the mesh, Prometheus where there is one, and the portal; all on the loopback interface.
 *
 * @throws Error when something does not start; what was started has been ended then
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { port, development = false, signal, onProgress } = options;
  const folder = await mkdtemp(join(tmpdir(), 'mesh-traffic-'));
  const logFolder = join(folder, 'logs');
  await mkdir(logFolder);

  const children: Child[] = [];
  let reportDeath: (description: string) => void;
  const died = new Promise<string>(resolve => {
    reportDeath = resolve;
  });
  const onChild = (child: Child) => {
    children.push(child);
    if (signal?.aborted) child.stop();
  };
  const onService = (child: Child) => {
    onChild(child);
    child.ended.then(async reason => {
      if (!child.stopping) reportDeath(await child.describeEnd(reason));
    });
  };
  const stop = async ({ keepLogs = false } = {}) => {
    await Promise.all(children.map(child => child.stop()));
    if (!keepLogs) await rm(folder, { recursive: true, force: true });
  };

  signal?.addEventListener('abort', () => children.forEach(child => child.stop()), { once: true });

  try {
    const base = await readBaseConfig();
    const bundle = development ? undefined : prepareBundle({ logFolder, onChild, onProgress });
    // The error is thrown where the bundle is waited for.
    bundle?.catch(() => {});

    onProgress('Starting the forge and the mesh ...');
    const forge = await startNodeChild<ForgeReady>({
      name: 'forge',
      script: 'forge',
      input: {},
      logFolder,
      onChild: onService,
    });
    const meshInput: MeshInput = {
      repository: forge.repositoryUrl,
      branch: base.meshTraffic.meshes[0].gitops.branch,
      token: forge.token,
      ...(options.scenario !== undefined && { scenario: options.scenario }),
    };
    const mesh = await startNodeChild<MeshReady>({
      name: 'mesh',
      script: 'mesh',
      input: meshInput,
      logFolder,
      onChild: onService,
    });
    const prometheus = await startPrometheusIfWanted(options, {
      input: { meshUrl: mesh.url },
      logFolder,
      onChild: onService,
    });
    if ('reason' in prometheus) {
      onProgress(`${prometheus.reason} The mesh's own numbers are shown instead.`);
    } else {
      // From now on the mesh's releases are measured by the queries of people's templates as well.
      const answer = await fetch(`${mesh.url}/prometheus`, { method: 'PUT', body: prometheus.url });
      if (!answer.ok) throw new Error(`The mesh does not take Prometheus: ${await answer.text()}`);
    }
    await bundle;

    onProgress('Starting the portal ...');
    const appUrl = `http://localhost:${port}`;
    const start = development ? startDevelopment : startBackend;
    await start({
      appUrl,
      logFolder,
      onChild: onService,
      writeConfig: async backendUrl => {
        const file = join(folder, 'app-config.running.json');
        const config = portalConfig(base, {
          appUrl,
          backendUrl,
          forge,
          meshUrl: mesh.url,
          prometheusUrl: 'url' in prometheus ? prometheus.url : undefined,
        });
        await writeFile(file, JSON.stringify(config), { mode: 0o600 });
        return file;
      },
    });
    return { url: appUrl, forge, meshUrl: mesh.url, prometheus, logFolder, children, died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareBundle(options: {
  logFolder: string;
  onChild(child: Child): void;
  onProgress(sentence: string): void;
}): Promise<void> {
  if (await bundleIsFresh()) return;
  options.onProgress('Building the page (half a minute, after a change of its sources) ...');
  await buildBundle(options);
}

async function startPrometheusIfWanted(
  { prometheus = true }: PortalOptions,
  options: { input: PrometheusInput; logFolder: string; onChild(child: Child): void },
): Promise<PrometheusReady> {
  if (!prometheus) return { reason: 'Prometheus is switched off.' };
  return startNodeChild<PrometheusReady>({
    name: 'prometheus',
    script: 'prometheus',
    ...options,
  });
}
