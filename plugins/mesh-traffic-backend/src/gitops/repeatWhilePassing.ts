import { ForgeError } from './ForgeError';

interface RepeatOptions {
  /** How often the work is begun at most. */
  attempts: number;
  /** Longest single wait; a forge that asks for more is not waited for. */
  maxWaitMs: number;
  /** Pause before the second attempt; doubles with each. */
  firstWaitMs: number;
  /** No attempt begins later than this after the first. */
  maxTotalMs: number;
  now?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
}

/**
 * Repeats work from its very beginning while it fails for a reason that passes: no answer, 5xx, a limit,
 * or somebody who was faster. Only for work that begins by reading what is already done.
 */
export async function repeatWhilePassing<T>(
  work: () => Promise<T>,
  { attempts, maxWaitMs, firstWaitMs, maxTotalMs, wait = sleep, now = Date.now }: RepeatOptions,
): Promise<T> {
  const latest = now() + maxTotalMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ForgeError) || attempt >= attempts) throw error;
      const { passing, alreadyDone, retryAfterMs } = error.failure;
      const waitMs = retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1);
      if (!(passing || alreadyDone) || waitMs > maxWaitMs) throw error;
      if (now() + waitMs > latest) throw error;
      await wait(waitMs);
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}
