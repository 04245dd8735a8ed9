import { unreadable } from '../io/unreadable';
import { UnreadableError } from '../UnreadableError';

/** Input without anything that the command is about: a pipeline must not take it for a clean one. */
export function nothingToRead(inputs: readonly string[], what: string, help: string) {
  const named = inputs.map(input => (input === '-' ? 'standard input' : input)).join(', ');
  return new UnreadableError([unreadable(named, `There is no ${what} in ${named}.`, help)]);
}
