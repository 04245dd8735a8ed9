import type { Command, CommandOption } from './Command';

/** The list of commands. */
export function helpOfAll(commands: readonly Command[]): string[] {
  return [
    'Usage: mesh-traffic <command> <file|folder|-> ... [options]',
    '',
    'Routing policies, and the Istio and Flagger manifests that follow from them.',
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Every command has --help and --json. Folders are read whole (*.yaml, *.yml, *.json); - is',
    'standard input.',
    'Exit code: 0 clean, 1 findings, 2 wrong usage or input that cannot be read.',
  ];
}

/** The help of one command. */
export function helpOf({ name, usage, description, options, examples }: Command): string[] {
  return [
    `Usage: mesh-traffic ${name} ${usage}`,
    '',
    ...description.split('\n'),
    '',
    'Options:',
    ...table(Object.entries(options).map(([key, option]) => [spelled(key, option), option.help])),
    '',
    'Examples:',
    ...examples.flatMap(([line, does]) => [`  # ${does}`, `  mesh-traffic ${line}`]),
  ];
}

function spelled(name: string, { value, multiple }: CommandOption): string {
  return `--${name}${value ? ` ${value}` : ''}${multiple ? ' ...' : ''}`;
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
