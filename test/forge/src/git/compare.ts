import { GitRepository } from './GitRepository';
import { parseRawDiff } from './parse';
import { CommitInfo, FileChange } from './types';

/** The newest commit that both have, if they have one. */
export async function mergeBase(
  repository: GitRepository,
  a: string,
  b: string,
): Promise<string | undefined> {
  const { code, stdout } = await repository.git.run(['merge-base', a, b], { allow: [0, 1] });
  return code === 0 ? stdout.toString('utf8').trim() : undefined;
}

export async function isAncestor(
  repository: GitRepository,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', ancestor, descendant];
  return (await repository.git.run(args, { allow: [0, 1] })).code === 0;
}

/** The commits of `head` that `base` does not have, oldest first, as GitHub lists them. */
export async function commitsBetween(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<CommitInfo[]> {
  return (await repository.log([head, `^${base}`, '--topo-order'])).reverse();
}

/** What changed between two trees, with the hunks of text files. */
export async function changedFiles(
  repository: GitRepository,
  from: string,
  to: string,
): Promise<FileChange[]> {
  const { git } = repository;
  const [raw, text] = await Promise.all([
    git.run(['diff', '--raw', '-z', '--no-abbrev', '-M', from, to]),
    git.text(['diff', '-M', '--no-color', from, to]),
  ]);
  // Both come in the same order, and no line of a hunk starts like the header of a file.
  const sections = text.split(/^diff --git /m).slice(1);
  return parseRawDiff(raw.stdout.toString('utf8')).map(({ sections: count, ...change }) => {
    const patches = sections.splice(0, count).flatMap(section => hunksOf(section) ?? []);
    const lines = patches.join('\n').split('\n');
    return {
      ...change,
      additions: lines.filter(line => line.startsWith('+')).length,
      deletions: lines.filter(line => line.startsWith('-')).length,
      patch: patches.length > 0 ? patches.join('\n') : undefined,
    };
  });
}

function hunksOf(section: string): string | undefined {
  const start = section.search(/^@@ /m);
  return start < 0 ? undefined : section.slice(start).replace(/\n$/, '');
}
