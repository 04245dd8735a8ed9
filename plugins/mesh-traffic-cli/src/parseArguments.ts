import { parseArgs } from 'node:util';
import { Arguments } from './Arguments';
import type { Command } from './Command';
import { UsageError } from './UsageError';

/**
 * Reads the command line of a command.
 *
 * @throws UsageError for options that it does not have, values that are missing or empty, and no input
 */
export function parseArguments(command: Command, argv: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, multiple }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: multiple === true },
    ]),
  );
  const help = `See mesh-traffic ${command.name} --help.`;
  const parsed = (() => {
    try {
      return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    } catch (error) {
      const [sentence] = (error as Error).message.split('. ');
      throw new UsageError(`${sentence.replace(/[.\n].*$/s, '')}.`, help);
    }
  })();
  // A shell variable that is not set: `--out "$DIR"` must not mean the current folder.
  const empty = Object.keys(parsed.values).find(name => [parsed.values[name]].flat().includes(''));
  if (empty !== undefined) {
    throw new UsageError(`--${empty} is empty.`, 'Give it a value, or leave it out.');
  }
  if (parsed.positionals.length === 0) {
    throw new UsageError(
      'There is nothing to read.',
      'Name files or folders, or write - to read standard input.',
    );
  }
  return new Arguments(parsed.positionals, parsed.values);
}
