import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runScenarios } from './harness/runScenarios';
import { scenarios } from './scenarios';

/** `main.ts [--report <file>] [--only <part of a name>]`: runs the scenarios, exits with 1 when one failed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { report: { type: 'string' }, only: { type: 'string' } },
  });
  const chosen = scenarios.filter(({ name }) => name.includes(values.only ?? ''));
  const results = await runScenarios(chosen);
  if (values.report) await writeFile(values.report, JSON.stringify({ scenarios: results }));
  return results.some(({ error }) => error !== undefined) ? 1 : 0;
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
