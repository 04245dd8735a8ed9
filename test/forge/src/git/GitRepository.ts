import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './Git';
import { logFormat, parseLog, parseTree } from './parse';
import { CommitInfo, RefInfo, Signature, TreeChange, TreeEntry } from './types';

// Housekeeping in the background would outlive the forge.
const settings = `[http]
\treceivepack = true
[transfer]
\thideRefs = refs/pull
[uploadpack]
\tallowAnySHA1InWant = true
[gc]
\tauto = 0
[receive]
\tautogc = false
`;

const zero = '0'.repeat(40);

/** A bare git repository on disk, read and written by the git command line. */
export class GitRepository {
  readonly git: Git;

  private constructor(readonly path: string) {
    this.git = new Git(path);
  }

  /** Opens the bare repository at the path; makes an empty one with branch `main` where there is none. */
  static async open(path: string): Promise<GitRepository> {
    await mkdir(path, { recursive: true });
    const repository = new GitRepository(path);
    if (!existsSync(join(path, 'HEAD'))) {
      const { git } = repository;
      await git.run(['init', '--quiet', '--bare', '--initial-branch=main', '--template=', '.']);
      await appendFile(join(path, 'config'), settings);
    }
    return repository;
  }

  /** The commit that a name stands for: a branch, a full ref or (part of) an id. */
  async resolveCommit(name: string): Promise<string | undefined> {
    if (name.startsWith('-')) return undefined;
    for (const candidate of [`refs/heads/${name}`, name]) {
      const { code, stdout } = await this.git.run(
        ['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`],
        { allow: [0, 1, 128] },
      );
      if (code === 0) return stdout.toString('utf8').trim();
    }
    return undefined;
  }

  async objectType(sha: string): Promise<RefInfo['type'] | undefined> {
    if (!/^[0-9a-f]{40}$/.test(sha)) return undefined;
    const { code, stdout } = await this.git.run(['cat-file', '-t', sha], { allow: [0, 128] });
    return code === 0 ? (stdout.toString('utf8').trim() as RefInfo['type']) : undefined;
  }

  /** Refs below a prefix that ends in `/`, or the one ref of that name. */
  async refs(prefix: string): Promise<RefInfo[]> {
    const format = '--format=%(refname)%00%(objectname)%00%(objecttype)';
    const lines = await this.git.lines(['for-each-ref', format, prefix]);
    return lines.map(line => {
      const [name, sha, type] = line.split('\0');
      return { name, sha, type: type as RefInfo['type'] };
    });
  }

  async ref(name: string): Promise<RefInfo | undefined> {
    return (await this.refs(name)).find(ref => ref.name === name);
  }

  /** Moves a ref; with `from`, only if it is there still (null: only if it does not exist). Throws `GitError`. */
  async updateRef(name: string, to: string, from?: string | null): Promise<void> {
    const expected = from === undefined ? [] : [from ?? zero];
    await this.git.run(['update-ref', name, to, ...expected]);
  }

  async deleteRef(name: string): Promise<void> {
    await this.git.run(['update-ref', '-d', name]);
  }

  /** Commits from the newest, optionally only those that touch a path. */
  async log(
    revisions: string[],
    options: { path?: string; first?: number; skip?: number } = {},
  ): Promise<CommitInfo[]> {
    const { stdout } = await this.git.run([
      'log',
      `--format=${logFormat}`,
      ...(options.first === undefined ? [] : [`--max-count=${options.first}`]),
      ...(options.skip ? [`--skip=${options.skip}`] : []),
      ...revisions,
      '--',
      ...(options.path ? [options.path] : []),
    ]);
    return parseLog(stdout.toString('utf8'));
  }

  async commit(sha: string): Promise<CommitInfo> {
    return (await this.log([sha], { first: 1 }))[0];
  }

  async countCommits(revisions: string[], path?: string): Promise<number> {
    const args = ['rev-list', '--count', ...revisions, '--', ...(path ? [path] : [])];
    return Number(await this.git.text(args));
  }

  async tree(treeish: string, options: { recursive?: boolean } = {}): Promise<TreeEntry[]> {
    const { stdout } = await this.git.run([
      'ls-tree',
      '-z',
      '-l',
      ...(options.recursive ? ['-r', '-t'] : []),
      treeish,
    ]);
    return parseTree(stdout.toString('utf8'));
  }

  /** What lies at a path of a commit or tree; the tree itself for an empty path. */
  async entryAt(treeish: string, path: string): Promise<TreeEntry | undefined> {
    const clean = path.replace(/^\/+|\/+$/g, '');
    if (clean === '') {
      const sha = await this.git.text(['rev-parse', `${treeish}^{tree}`]);
      return { path: '', mode: '040000', type: 'tree', sha };
    }
    const { stdout } = await this.git.run(['ls-tree', '-z', '-l', treeish, '--', clean], {
      env: { GIT_LITERAL_PATHSPECS: '1' },
    });
    return parseTree(stdout.toString('utf8')).find(entry => entry.path === clean);
  }

  async blob(sha: string): Promise<Buffer> {
    return (await this.git.run(['cat-file', 'blob', sha])).stdout;
  }

  /** Stores contents as blobs, in one go whatever their number. */
  async writeBlobs(contents: Array<string | Buffer>): Promise<string[]> {
    if (contents.length === 0) return [];
    return this.#withScratch(async scratch => {
      const files = contents.map((_, index) => join(scratch, String(index)));
      await Promise.all(files.map((file, index) => writeFile(file, contents[index])));
      return this.git.lines(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
        input: files.map(file => `${file}\n`).join(''),
      });
    });
  }

  /** A tree made from another one (or from nothing) and changes. */
  async writeTree(base: string | undefined, changes: TreeChange[]): Promise<string> {
    return this.#withScratch(async scratch => {
      const env = { GIT_INDEX_FILE: join(scratch, 'index') };
      if (base) await this.git.run(['read-tree', base], { env });
      const lines = changes.map(({ mode, sha, path }) =>
        sha === null ? `0 ${zero}\t${path}\0` : `${mode} ${sha}\t${path}\0`,
      );
      await this.git.run(['update-index', '-z', '--index-info'], { env, input: lines.join('') });
      return this.git.text(['write-tree'], { env });
    });
  }

  async writeCommit(commit: {
    tree: string;
    parents: string[];
    message: string;
    author: Signature;
    committer: Signature;
  }): Promise<string> {
    const parents = commit.parents.flatMap(parent => ['-p', parent]);
    return this.git.text(['commit-tree', commit.tree, ...parents], {
      input: commit.message,
      env: {
        GIT_AUTHOR_NAME: commit.author.name,
        GIT_AUTHOR_EMAIL: commit.author.email,
        GIT_AUTHOR_DATE: commit.author.date,
        GIT_COMMITTER_NAME: commit.committer.name,
        GIT_COMMITTER_EMAIL: commit.committer.email,
        GIT_COMMITTER_DATE: commit.committer.date,
      },
    });
  }

  async #withScratch<T>(use: (directory: string) => Promise<T>): Promise<T> {
    const directory = await mkdtemp(join(tmpdir(), 'forge-'));
    try {
      return await use(directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}
