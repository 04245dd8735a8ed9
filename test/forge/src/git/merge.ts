import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './Git';
import { GitRepository } from './GitRepository';
import { Signature } from './types';

/** The tree that merging two commits gives; undefined when they conflict. */
export async function mergeTree(
  repository: GitRepository,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const { code, stdout } = await repository.git.run(
    ['merge-tree', '--write-tree', '--allow-unrelated-histories', ours, theirs],
    { allow: [0, 1] },
  );
  return code === 0 ? stdout.toString('utf8').split('\n')[0] : undefined;
}

/** The head after its commits were put on top of `onto`; undefined when one of them conflicts. */
export async function rebase(
  repository: GitRepository,
  head: string,
  onto: string,
  committer: Signature,
): Promise<string | undefined> {
  const parent = await mkdtemp(join(tmpdir(), 'forge-rebase-'));
  const directory = join(parent, 'tree');
  try {
    await repository.git.run(['worktree', 'add', '--quiet', '--detach', directory, head]);
    const worktree = new Git(directory);
    const { code } = await worktree.run(['rebase', '--quiet', '--no-ff', onto], {
      allow: [0, 1],
      env: {
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: committer.date,
      },
    });
    return code === 0 ? await worktree.text(['rev-parse', 'HEAD']) : undefined;
  } finally {
    await rm(parent, { recursive: true, force: true });
    await repository.git.run(['worktree', 'prune']);
  }
}
