import { isMissed, type Row } from './Row';

const HEAD = ['what', 'measured', 'ratio', 'to', 'aim'];

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string[] {
  const cells = rows.map(row => [
    row.what,
    row.measured,
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}x`,
    row.comparedWith ?? '',
    row.aim === undefined ? '' : `<= ${row.aim}x${isMissed(row) ? ' missed' : ''}`,
  ]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...cells.map(line => line[column].length)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  return [line(HEAD), line(widths.map(width => '-'.repeat(width))), ...cells.map(line)];
}
