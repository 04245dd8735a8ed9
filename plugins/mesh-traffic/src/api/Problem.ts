import { ResponseError } from '@backstage/errors';

/** Why an answer is missing, as far as a person's next step depends on it. */
export interface Problem {
  /**
   * `denied`: no permission; `notFound`: not mapped, or the mesh is not configured; `conflict`: the base
   * moved; `unavailable`: the forge or monitoring does not answer; `unreachable`: Backstage itself does not;
   * `fault`: the backend made a mistake; `failed`: anything else.
   */
  kind: 'denied' | 'notFound' | 'conflict' | 'unavailable' | 'unreachable' | 'fault' | 'failed';
  /** What the other side said. Of a `fault` and `unreachable` it is no text for people. */
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

/** True where neither the forge nor monitoring is to blame: the words for those would send people astray. */
export function isOwnProblem(
  problem: Problem | undefined,
): problem is Problem & { kind: 'fault' | 'unreachable' } {
  return problem?.kind === 'fault' || problem?.kind === 'unreachable';
}

/** Reads the kind of a failure out of an error of the API client. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ResponseError) {
    const message = error.body?.error?.message || error.message;
    const other = error.statusCode >= 500 ? 'fault' : 'failed';
    return { kind: KINDS[error.statusCode] ?? other, message };
  }
  // fetch rejects with a TypeError when nothing answers at all.
  if (error instanceof TypeError) return { kind: 'unreachable', message: error.message };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
