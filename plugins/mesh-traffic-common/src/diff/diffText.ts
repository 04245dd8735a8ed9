import { structuredPatch } from 'diff';

/** Beyond so many changed lines the shortest difference is not looked for any more. */
const MAX_EDITS = 1000;

/**
 * Unified difference of two texts with three lines of context, without file headers; empty when they are
 * equal. Very different texts come as one removal and one addition.
 */
export function diffText(before: string, after: string): string {
  if (before === after) return '';
  if (before === '' || after === '') return replaced(before, after);
  const patch = structuredPatch('', '', before, after, '', '', {
    context: 3,
    maxEditLength: MAX_EDITS,
  });
  if (!patch) return replaced(before, after);
  return patch.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines, ''].join(
        '\n',
      ),
    )
    .join('');
}

/** Lines that a unified difference adds and removes. */
export function countChanges(diff: string): { additions: number; deletions: number } {
  let additions = 0;
  let deletions = 0;
  for (const line of diff.split('\n')) {
    if (line.startsWith('+')) additions += 1;
    else if (line.startsWith('-')) deletions += 1;
  }
  return { additions, deletions };
}

function replaced(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  return [
    `@@ -${range(1, old.length)} +${range(1, now.length)} @@`,
    ...marked('-', old, before),
    ...marked('+', now, after),
    '',
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function marked(mark: string, lines: string[], text: string): string[] {
  const all = lines.map(line => mark + line);
  return text === '' || text.endsWith('\n') ? all : [...all, '\\ No newline at end of file'];
}

function range(start: number, lines: number): string {
  // By convention an empty range names the line before it.
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? `${start}` : `${start},${lines}`;
}
