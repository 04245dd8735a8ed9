import { cpus, totalmem } from 'node:os';
import { checkRows } from './checkRows';
import { compileRows } from './compileRows';
import { isMissed } from './Row';
import { table } from './table';

/** Everything in one process, as ratios; a missed aim is said, and is no failure. */
function main(): void {
  const progress = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`... ${text}\n`);
  };
  const rows = [...compileRows(progress), ...checkRows(progress)];
  const missed = rows.filter(isMissed);
  const [{ model }, { length }] = [cpus()[0], cpus()];
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`${length} x ${model}, ${memory} GiB, Node ${process.version}, ${process.platform}`);
  console.log();
  for (const line of table(rows)) console.log(line);
  console.log();
  console.log(
    missed.length === 0
      ? 'Every aim is met.'
      : `Aims missed: ${missed.length}. ${missed.map(({ what, comparedWith }) => `${what} to ${comparedWith}`).join('; ')}.`,
  );
}

main();
