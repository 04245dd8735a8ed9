import { spawn } from 'child_process';

/** A commit and the text files in it, by path. */
export interface RepositoryState {
  /** 40 hex digits. */
  commit: string;
  files: Map<string, string>;
}

export interface RepositoryMirrorOptions {
  /** URL or path of the repository. */
  repository: string;
  branch: string;
  /** Sent as the password of HTTP basic authentication. */
  token?: string;
  /** An empty directory for the bare clone. */
  directory: string;
  /** Only files below these folders are read. */
  folders: readonly string[];
}

const GIT_TIMEOUT_MS = 20_000;
const REGULAR_FILE_MODES = new Set(['100644', '100755']);

/** A bare clone of one branch, kept up to date by fetching; there is never a working tree. */
export class RepositoryMirror {
  readonly #options: RepositoryMirrorOptions;
  #initialised = false;
  #commit: string | undefined;

  constructor(options: RepositoryMirrorOptions) {
    this.#options = options;
  }

  /**
   * Looks for a newer head of the branch.
   *
   * @returns the new state, or undefined when nothing changed since the last call
   * @throws Error when git fails, with what git said
   */
  async poll(): Promise<RepositoryState | undefined> {
    const { repository, branch } = this.#options;
    if (!this.#initialised) {
      await this.#git(['init', '--quiet', '--bare', '.']);
      this.#initialised = true;
    }
    const ref = `refs/heads/${branch}`;
    const answer = await this.#git(['ls-remote', repository, ref]);
    const [commit] = answer.toString('utf8').split('\t', 1);
    if (!/^[0-9a-f]{40}$/.test(commit)) {
      throw new Error(`The repository ${repository} has no branch "${branch}".`);
    }
    if (commit === this.#commit) return undefined;
    await this.#git(['fetch', '--quiet', '--no-tags', '--depth=1', repository, `+${ref}:${ref}`]);
    const fetched = (await this.#git(['rev-parse', ref])).toString('utf8').trim();
    const files = await this.#readFiles(fetched);
    this.#commit = fetched;
    return { commit: fetched, files };
  }

  async #readFiles(commit: string): Promise<Map<string, string>> {
    const listing = await this.#git([
      'ls-tree',
      '-r',
      '-z',
      commit,
      '--',
      ...this.#options.folders,
    ]);
    const entries = listing
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const [head, path] = line.split('\t');
        const [mode, , oid] = head.split(' ');
        return { mode, oid, path };
      })
      .filter(entry => REGULAR_FILE_MODES.has(entry.mode) && isYaml(entry.path));
    const batch = await this.#git(
      ['cat-file', '--batch'],
      entries.map(entry => `${entry.oid}\n`).join(''),
    );
    const files = new Map<string, string>();
    let offset = 0;
    for (const entry of entries) {
      const headEnd = batch.indexOf(10, offset);
      const size = Number(batch.toString('utf8', offset, headEnd).split(' ')[2]);
      files.set(entry.path, batch.toString('utf8', headEnd + 1, headEnd + 1 + size));
      offset = headEnd + 1 + size + 1;
    }
    return files;
  }

  #git(args: string[], input = ''): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', args, {
        cwd: this.#options.directory,
        env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...authentication(this.#options.token) },
        timeout: GIT_TIMEOUT_MS,
      });
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      child.stdout.on('data', chunk => output.push(chunk));
      child.stderr.on('data', chunk => errors.push(chunk));
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (code === 0) {
          resolve(Buffer.concat(output));
          return;
        }
        const said = Buffer.concat(errors).toString('utf8').trim();
        reject(new Error(`git ${args[0]} failed: ${said || `ended by ${signal ?? code}`}`));
      });
      // A git that ends early closes its input; its exit code says why.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  }
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path) || path.endsWith('/Kustomization');
}

/** By environment, so that the token does not show in the list of processes. */
function authentication(token: string | undefined): NodeJS.ProcessEnv {
  if (!token) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}
