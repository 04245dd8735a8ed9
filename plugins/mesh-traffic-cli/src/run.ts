import type { Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import type { Command, ExitCode, Outcome } from './Command';
import { commands } from './commands/commands';
import { helpOf, helpOfAll } from './help';
import type { Host } from './Host';
import { writeLines } from './io/writeLines';
import { parseArguments } from './parseArguments';
import { diagnosticLines } from './print/diagnosticLines';
import { UnreadableError } from './UnreadableError';
import { UsageError } from './UsageError';

const HELP_WORDS = new Set(['--help', '-h', 'help']);

/**
 * Runs a command line.
 *
 * @param argv - without the program's name
 * @returns the exit code
 */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || HELP_WORDS.has(name)) {
    const about = commands.find(command => command.name === rest[0]);
    await writeLines(host.stdout, about ? helpOf(about) : helpOfAll(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find(each => each.name === name);
  const asJson = rest.includes('--json');
  if (command && (rest.includes('--help') || rest.includes('-h'))) {
    await writeLines(host.stdout, helpOf(command));
    return 0;
  }
  const outcome = command
    ? await outcomeOf(command, rest, host)
    : misused(
        new UsageError(
          `There is no command "${name}".`,
          `Write one of ${commands.map(each => each.name).join(', ')}; mesh-traffic --help says more.`,
        ),
      );
  if (asJson) {
    await writeLines(host.stdout, [JSON.stringify(outcome.json, undefined, 2)]);
  } else {
    await writeLines(host.stdout, outcome.lines);
    await writeLines(host.stderr, outcome.notes ?? []);
  }
  return outcome.exitCode;
}

async function outcomeOf(command: Command, argv: readonly string[], host: Host): Promise<Outcome> {
  try {
    return await command.run(parseArguments(command, argv), host);
  } catch (error) {
    if (error instanceof UsageError) return misused(error);
    if (error instanceof UnreadableError) return unreadable(error.problems);
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw error;
    return misused(
      new UsageError(`${path} cannot be used (${code}).`, 'Check its name and its permissions.'),
    );
  }
}

function misused({ message, help }: UsageError): Outcome {
  return {
    exitCode: 2,
    json: { error: { message, help } },
    lines: [],
    notes: [`${message} ${help}`],
  };
}

function unreadable(problems: readonly Diagnostic[]): Outcome {
  const places = problems.length === 1 ? '1 place' : `${problems.length} places`;
  return {
    exitCode: 2,
    json: { error: { message: `The input cannot be read in ${places}.`, diagnostics: problems } },
    lines: [],
    notes: problems.flatMap(problem => diagnosticLines(problem)),
  };
}
