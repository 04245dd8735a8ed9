import { countChanges, diffText } from './diffText';
import { diffFiles } from './diffFiles';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join('');

it('has three lines of context and no headers', () => {
  const before = numbered(10);
  expect(diffText(before, before.replace('line 5\n', 'five\n'))).toBe(
    '@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+five\n line 6\n line 7\n line 8\n',
  );
});

it.each([
  ['equal texts', 'a\n', 'a\n', ''],
  ['a new text', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ['a removed text', 'a\n', '', '@@ -1 +0,0 @@\n-a\n'],
  [
    'no line end',
    'a',
    'b',
    '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
  ],
])('%s', (_name, before, after, diff) => expect(diffText(before, after)).toBe(diff));

it('gives up on the shortest difference of very different texts', () => {
  const [before, after] = ['a', 'b'].map(letter => `${letter}\n`.repeat(5000));
  expect(countChanges(diffText(before, after))).toEqual({ additions: 5000, deletions: 5000 });
});

it('tells what happens to each file of a folder', () => {
  const before = [
    { name: 'same.yaml', content: 'a\n' },
    { name: 'old.yaml', content: 'a\n' },
    { name: 'edit.yaml', content: 'a\nb\n' },
  ];
  const after = [
    { name: 'same.yaml', content: 'a\n' },
    { name: 'edit.yaml', content: 'a\nc\n' },
    { name: 'new.yaml', content: 'a\n' },
  ];
  const found = diffFiles('mesh/x', before, after);
  expect(
    found.map(({ path, status, additions, deletions }) => [path, status, additions, deletions]),
  ).toEqual([
    ['mesh/x/edit.yaml', 'changed', 1, 1],
    ['mesh/x/new.yaml', 'added', 1, 0],
    ['mesh/x/old.yaml', 'removed', 0, 1],
  ]);
});
