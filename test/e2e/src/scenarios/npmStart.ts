import assert from 'node:assert/strict';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendantsOf, freePort, root, stillRunning, until } from 'scripts';
import { Scenario } from '../harness/Scenario';

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
  async interrupt(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) process.kill(-this.pid, 'SIGINT');
    await this.ended;
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
      await first.interrupt();
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
  await first.interrupt();
  await until({
    what: 'all that it started to end',
    withinMs: 10_000,
    check: async () => (await stillRunning(started)).length === 0,
  });
}
