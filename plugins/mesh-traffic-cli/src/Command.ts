import type { Arguments } from './Arguments';
import type { Host } from './Host';

/** `0` nothing to object to, `1` findings, `2` wrong usage or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;

/** What a command comes to; printed as text or as JSON, never both. */
export interface Outcome {
  exitCode: ExitCode;
  /** With `--json`, the whole answer: one object on stdout. */
  json: Record<string, unknown>;
  /** Without `--json`: lines for stdout. */
  lines: Iterable<string>;
  /** Without `--json`: lines for stderr. */
  notes?: Iterable<string>;
}

/** An option of a command; those without `value` are switches. */
export interface CommandOption {
  /** How its value is called in the help. */
  value?: string;
  /** May be given several times. */
  multiple?: boolean;
  help: string;
}

/** `mesh-traffic <name>`. */
export interface Command {
  name: string;
  /** One phrase for the list of commands. */
  summary: string;
  /** What follows the name on the command line. */
  usage: string;
  /** Sentences below the usage. */
  description: string;
  /** A command line worth copying, without the program's name, and what it does. */
  examples: [line: string, does: string][];
  options: Readonly<Record<string, CommandOption>>;
  run(args: Arguments, host: Host): Promise<Outcome>;
}
