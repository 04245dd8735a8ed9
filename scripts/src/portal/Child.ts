import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

const STOP_WITHIN_MS = 10_000;
const LAST_LINES = 20;

export interface ChildOptions {
  /** What it is, in a word for the person. */
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env?: Record<string, string>;
  /** What the process writes goes here. */
  logFile: string;
}

/**
 * A process that we started. It leads a process group of its own: Ctrl-C in the terminal reaches us alone, and
 * stopping it reaches what it started in turn. It has an IPC channel, whose end tells it that we are gone.
 */
export class Child {
  readonly name: string;
  /** Resolves when the process has ended, for whatever reason, with the reason in words. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  readonly #logFile: string;
  #stopping = false;
  #hasEnded = false;

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.#logFile = options.logFile;
    const log = createWriteStream(options.logFile);
    this.#process = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#process.stdout?.pipe(log, { end: false });
    this.#process.stderr?.pipe(log, { end: false });
    this.ended = new Promise(resolve => {
      const end = (reason: string) => {
        this.#hasEnded = true;
        log.end(() => resolve(reason));
      };
      this.#process.once('error', error => end(`could not be started: ${error.message}`));
      this.#process.once('close', (code, signal) =>
        end(signal ? `was ended by ${signal}` : `ended with code ${code}`),
      );
    });
  }

  /** True from the moment on which we asked it to end. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /**
   * The first message that `isWanted` accepts.
   *
   * @throws Error with the last lines of the log when the process ends before
   */
  message<T>(isWanted: (message: unknown) => message is T): Promise<T> {
    return new Promise((resolve, reject) => {
      const onMessage = (message: unknown) => {
        if (!isWanted(message)) return;
        this.#process.off('message', onMessage);
        resolve(message);
      };
      this.#process.on('message', onMessage);
      this.ended.then(async reason => reject(new Error(await this.describeEnd(reason))));
    });
  }

  /** The end in words, with the last lines of the log. */
  async describeEnd(reason: string): Promise<string> {
    const lines = (await readFile(this.#logFile, 'utf8')).trimEnd().split('\n');
    return `The ${this.name} ${reason}. Its last lines (${this.#logFile}):\n  ${lines
      .slice(-LAST_LINES)
      .join('\n  ')}`;
  }

  /** Asks the process to end; after ten seconds it is made to. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(timer);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined || this.#hasEnded) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // The group may have ended since; anything else is a defect of ours.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
