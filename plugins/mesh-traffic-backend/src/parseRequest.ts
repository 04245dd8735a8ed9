import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Parses what a request carries.
 *
 * @throws InputError that names each field and what is wrong with it
 */
export function parseRequest<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const outcome = schema.safeParse(value);
  if (outcome.success) {
    return outcome.data;
  }
  const sentences = outcome.error.issues
    .slice(0, 5)
    .map(issue => `${issue.path.join('.') || 'the request'}: ${issue.message}`);
  throw new InputError(`The request cannot be used. ${sentences.join('; ')}.`);
}
