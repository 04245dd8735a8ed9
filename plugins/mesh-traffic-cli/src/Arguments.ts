import { UsageError } from './UsageError';

type Value = string | boolean | (string | boolean)[] | undefined;

/** What stands on the command line after the command's name. */
export class Arguments {
  constructor(
    /** Files and folders; `-` is standard input. */
    readonly inputs: readonly string[],
    private readonly values: Readonly<Record<string, Value>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** All values of an option that may be repeated. */
  texts(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
  }

  /** A value among some; undefined when the option is absent. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const choice = choices.find(each => each === value);
    if (choice !== undefined) return choice;
    throw new UsageError(
      `--${name} cannot be "${value}".`,
      `Write one of ${choices.map(each => `--${name} ${each}`).join(', ')}.`,
    );
  }

  /** A whole number between two others; undefined when the option is absent. */
  whole(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new UsageError(
      `--${name} cannot be "${value}".`,
      `Write a whole number from ${least} to ${most}.`,
    );
  }

  /** `key=value` pairs of an option that may be repeated; undefined when there is none. */
  pairs(name: string): Record<string, string> | undefined {
    const pairs = this.texts(name).map(text => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const;
      throw new UsageError(`--${name} cannot be "${text}".`, `Write --${name} key=value.`);
    });
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  }
}
