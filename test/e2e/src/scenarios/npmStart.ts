import assert from 'node:assert/strict';
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { freePort, root, until } from 'scripts';
import { Scenario } from '../harness/Scenario';

const run = promisify(execFile);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** `npm start` in a terminal of its own. */
class Npm {
  output = '';
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(port: number) {
    this.#process = spawn('npm', ['start', '--', '--port', String(port)], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stdout?.on('data', chunk => (this.output += chunk));
    this.#process.stderr?.on('data', chunk => (this.output += chunk));
    this.ended = once(this.#process, 'close').then(([code]) => code);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** What a terminal does on Ctrl-C: every process of the foreground group gets the signal. */
  interrupt(): void {
    if (isAlive(this.pid)) process.kill(-this.pid, 'SIGINT');
  }
}

export const npmStart: Scenario = {
  name: 'npm start prints one address, says when the port is in use, and Ctrl-C ends all it started',
  async run() {
    const port = await freePort();
    const first = new Npm(port);
    try {
      await check(first, port);
    } finally {
      first.interrupt();
    }
  },
};

async function check(first: Npm, port: number): Promise<void> {
  await until({
    what: 'the address',
    withinMs: 120_000,
    check: async () => first.output.includes(`Open http://localhost:${port}`),
  }).catch(error => {
    throw new Error(`${error.message} Output: ${first.output}`);
  });
  assert.equal(first.output.match(/https?:\/\//g)?.length, 1, first.output);
  assert.match(first.output, /Stop with Ctrl-C/);

  const second = new Npm(port);
  assert.notEqual(await second.ended, 0);
  assert.match(second.output, new RegExp(`Port ${port} is in use.*--port ${port + 1}`));

  const started = await descendantsOf(first.pid);
  assert.ok(started.length >= 4, `Started: ${started.join(', ')}`);
  first.interrupt();
  await first.ended;
  await until({
    what: 'all that it started to end',
    withinMs: 10_000,
    check: async () => !started.some(isAlive),
  });
}

async function descendantsOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    found.push(...rows.filter(([, ppid]) => ppid === parent).map(([child]) => child));
  }
  return found.slice(1);
}
