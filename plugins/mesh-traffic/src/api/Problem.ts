import { ResponseError } from '@backstage/errors';

/** Why an answer is missing, as far as a person's next step depends on it. */
export interface Problem {
  /**
   * `denied`: no permission; `notFound`: not mapped, or the mesh is not configured; `conflict`: the base
   * moved; `unavailable`: the forge, monitoring or the backend does not answer; `failed`: anything else.
   */
  kind: 'denied' | 'notFound' | 'conflict' | 'unavailable' | 'failed';
  /** What the other side said. */
  message: string;
}

const KINDS: Record<number, Problem['kind']> = {
  403: 'denied',
  404: 'notFound',
  409: 'conflict',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Reads the kind of a failure out of an error of the API client. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ResponseError) {
    const message = error.body?.error?.message || error.message;
    return { kind: KINDS[error.statusCode] ?? 'failed', message };
  }
  // fetch rejects with a TypeError when nothing answers at all.
  if (error instanceof TypeError) return { kind: 'unavailable', message: error.message };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
