import { execFile } from 'child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { promisify } from 'util';

/** A real git repository with one branch, `main`. */
export class TestRepository {
  private constructor(readonly directory: string) {}

  static async create(files: ReadonlyMap<string, string>): Promise<TestRepository> {
    const repository = new TestRepository(await mkdtemp(join(tmpdir(), 'mesh-test-')));
    await repository.#git('init', '--quiet', '--initial-branch=main');
    await repository.commit(files);
    return repository;
  }

  /** Replaces everything by these files. Answers with the commit. */
  async commit(files: ReadonlyMap<string, string>): Promise<string> {
    await this.#git('rm', '-r', '--quiet', '--force', '--ignore-unmatch', '.');
    for (const [path, text] of files) {
      const file = join(this.directory, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return this.commitAll();
  }

  /** Commits whatever lies in the directory. */
  async commitAll(): Promise<string> {
    await this.#git('add', '--all');
    await this.#git('commit', '--quiet', '--allow-empty', '--message=change');
    return this.#git('rev-parse', 'HEAD');
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  async #git(...args: string[]): Promise<string> {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    const { stdout } = await promisify(execFile)('git', [...identity, ...args], {
      cwd: this.directory,
    });
    return stdout.trim();
  }
}
