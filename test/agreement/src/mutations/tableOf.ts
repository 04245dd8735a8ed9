import type { Mutation } from './Mutation';

/** The faults as a Markdown table, as it stands in the README. */
export function tableOf(mutations: readonly Mutation[]): string {
  const rows = mutations.map(({ fault, to, code, changes }) => [
    fault,
    to,
    code,
    changes ? 'yes' : 'no',
  ]);
  const all = [['fault', 'done to', 'found as', 'calls meet something else'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map(row => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [line(all[0]), rule, ...rows.map(line)].join('\n');
}
