import { spawn } from 'node:child_process';

/** Settings that keep git apart from the configuration of the person and the machine. */
export const gitEnvironment: Record<string, string> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  TZ: 'UTC',
};

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
  /** Exit codes that are an answer and not a failure; 0 when absent. */
  allow?: number[];
}

export interface GitOutput {
  code: number;
  stdout: Buffer;
}

/** git said no. The message holds the command and what git wrote. */
export class GitError extends Error {
  constructor(
    args: string[],
    readonly code: number,
    readonly stderr: string,
  ) {
    super(`git ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
  }
}

/** Runs the git command line in one repository. */
export class Git {
  constructor(readonly directory: string) {}

  /** The output as text, without the final line break. */
  async text(args: string[], options?: GitOptions): Promise<string> {
    return (await this.run(args, options)).stdout.toString('utf8').replace(/\n$/, '');
  }

  /** The output's lines; none for empty output. */
  async lines(args: string[], options?: GitOptions): Promise<string[]> {
    const text = await this.text(args, options);
    return text === '' ? [] : text.split('\n');
  }

  /** Throws `GitError` on an exit code that is not allowed. */
  run(args: string[], options: GitOptions = {}): Promise<GitOutput> {
    const { input, env, cwd = this.directory, allow = [0] } = options;
    return new Promise((resolve, reject) => {
      const child = spawn('git', args, {
        cwd,
        env: { PATH: process.env.PATH, ...gitEnvironment, ...env },
      });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', chunk => stdout.push(chunk));
      child.stderr.on('data', chunk => stderr.push(chunk));
      child.on('error', reject);
      child.on('close', code => {
        if (code !== null && allow.includes(code)) {
          resolve({ code, stdout: Buffer.concat(stdout) });
        } else {
          reject(new GitError(args, code ?? -1, Buffer.concat(stderr).toString('utf8')));
        }
      });
      // git may end before it has read everything; its exit code tells why.
      child.stdin.on('error', () => child.stdin.destroy());
      child.stdin.end(input);
    });
  }
}
