import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { setTimeout } from 'timers/promises';
import { findProgram } from './findProgram';
import { freePort } from './freePort';
import { loadHistory } from './loadHistory';
import { prometheusConfig, ScrapeTarget, targetLabels } from './prometheusConfig';

export interface PrometheusOptions {
  targets: ScrapeTarget[];
  /** Default 2. */
  scrapeIntervalSeconds?: number;
  /** Default: a free one. */
  port?: number;
  /** Where the data is kept; default a temporary directory, removed at the end. */
  directory?: string;
}

/** A running Prometheus. */
export interface Prometheus {
  /** Origin without a slash at the end. */
  url: string;
  pid: number;
  /** Resolves when the program has ended. */
  close(): Promise<void>;
}

/** Either a Prometheus, or why there is none. */
export type PrometheusStart =
  { prometheus: Prometheus; reason?: undefined } | { prometheus?: undefined; reason: string };

const READY_WITHIN_MS = 30_000;
const READY_POLL_MS = 50;
const READY_ANSWER_WITHIN_MS = 2000;
const STOP_WITHIN_MS = 10_000;
const KEPT_OUTPUT = 4000;

/**
 * Starts the `prometheus` on the PATH on the loopback interface and waits until it is ready.
 *
 * @returns a `reason` when there is no such program
 * @throws Error with its last words when the program ends or does not get ready
 */
export async function startPrometheus(options: PrometheusOptions): Promise<PrometheusStart> {
  const program = await findProgram('prometheus');
  if (!program) return { reason: 'There is no program "prometheus" on the PATH.' };
  const scratch = await mkdtemp(join(tmpdir(), 'mesh-prometheus-'));
  const dataDirectory = options.directory ?? join(scratch, 'data');
  let child: ChildProcess | undefined;
  async function close(): Promise<void> {
    if (child) await stop(child);
    await rm(scratch, { recursive: true, force: true });
  }
  try {
    await mkdir(dataDirectory, { recursive: true });
    await loadHistories(options.targets, dataDirectory, scratch);
    const configFile = join(scratch, 'prometheus.yml');
    await writeFile(
      configFile,
      prometheusConfig(options.targets, options.scrapeIntervalSeconds ?? 2),
    );
    const port = options.port ?? (await freePort());
    child = spawn(
      program,
      [
        `--config.file=${configFile}`,
        `--storage.tsdb.path=${dataDirectory}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=warn',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const url = `http://127.0.0.1:${port}`;
    await untilReady(child, url);
    return { prometheus: { url, pid: child.pid ?? 0, close } };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Only into an empty directory: a kept one has its own past. */
async function loadHistories(
  targets: ScrapeTarget[],
  dataDirectory: string,
  scratchDirectory: string,
): Promise<void> {
  const promtool = await findProgram('promtool');
  if (!promtool || (await readdir(dataDirectory)).length > 0) return;
  for (const [index, target] of targets.entries()) {
    if (!target.history) continue;
    const labels = new URLSearchParams(targetLabels(target, index));
    const url = `${target.url}/history?${labels}`;
    await loadHistory({ promtool, url, dataDirectory, scratchDirectory });
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  child.stderr?.on('data', chunk => {
    output = `${output}${chunk}`.slice(-KEPT_OUTPUT);
  });
  let failure: Error | undefined;
  child.once('error', error => {
    failure = error;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (child.exitCode !== null) {
      throw new Error(`Prometheus ended with code ${child.exitCode}: ${output.trim()}`);
    }
    if (await isReady(url)) return;
    await setTimeout(READY_POLL_MS);
  }
  throw new Error(`Prometheus was not ready within ${READY_WITHIN_MS / 1000} s: ${output.trim()}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(READY_ANSWER_WITHIN_MS);
    return (await fetch(`${url}/-/ready`, { signal })).ok;
  } catch {
    // Not listening yet, or somebody else listens; whoever asks looks at the process as well.
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = new AbortController();
  const last = setTimeout(STOP_WITHIN_MS, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  patience.abort();
  await last;
}
