import { repo, useForge } from '../__testUtils__/useForge';
import { changedFiles } from './compare';
import { GitRepository } from './GitRepository';

const { forge, octokit } = useForge({ seed: false });

async function commitTree(tree: Array<{ path: string; mode?: '120000'; content: string }>) {
  const { data } = await octokit().rest.git.createTree({
    ...repo,
    tree: tree.map(entry => ({ mode: '100644', type: 'blob', ...entry })),
  });
  return data.sha;
}

it('tells added, removed, changed, renamed, linked and binary files apart', async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');
  const before = await commitTree([
    { path: 'changed.txt', content: 'diff --git a b\n-- one\n' },
    { path: 'linked', content: 'a file\n' },
    { path: 'old name.txt', content: lines },
    { path: 'removed.txt', content: 'gone\n' },
    { path: 'tail.txt', content: 'no line break' },
  ]);
  const after = await commitTree([
    { path: 'added ü.txt', content: '+ plus\n' },
    { path: 'binary', content: 'a\0b' },
    { path: 'changed.txt', content: 'diff --git a b\n-- two\n' },
    { path: 'linked', mode: '120000', content: 'changed.txt' },
    { path: 'new name.txt', content: `${lines}more\n` },
    { path: 'tail.txt', content: 'a line break\n' },
  ]);
  const repository = await GitRepository.open(forge().repositoryPath);
  const changes = await changedFiles(repository, before, after);
  expect(
    changes.map(c => [c.path, c.previousPath, c.status, c.additions, c.deletions, c.patch?.length]),
  ).toEqual([
    ['added ü.txt', undefined, 'added', 1, 0, expect.any(Number)],
    ['binary', undefined, 'added', 0, 0, undefined],
    ['changed.txt', undefined, 'modified', 1, 1, expect.any(Number)],
    ['linked', undefined, 'modified', 1, 1, expect.any(Number)],
    ['new name.txt', 'old name.txt', 'renamed', 1, 0, expect.any(Number)],
    ['removed.txt', undefined, 'removed', 0, 1, expect.any(Number)],
    ['tail.txt', undefined, 'modified', 1, 1, expect.any(Number)],
  ]);
  expect(changes[2].patch).toBe('@@ -1,2 +1,2 @@\n diff --git a b\n--- one\n+-- two');
});
