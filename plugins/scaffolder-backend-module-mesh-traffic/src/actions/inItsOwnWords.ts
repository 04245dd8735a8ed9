import { ResponseError, toError } from '@backstage/errors';

/**
 * Waits for an answer of the backend; where it refuses, the task fails with the backend's sentence
 * instead of a status code.
 */
export async function inItsOwnWords<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof ResponseError ? toError(error.cause) : error;
  }
}
