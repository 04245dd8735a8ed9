import { setTimeout } from 'node:timers/promises';

const POLL_MS = 200;

/**
 * Waits until a condition holds. A check that fails counts as "not yet", because what is asked may still be
 * starting; its last error is told when time is up.
 */
export async function until(options: {
  /** What is waited for, for the error. */
  what: string;
  withinMs: number;
  check(): Promise<boolean>;
  /** Ends the waiting early, with the signal's reason as the error. */
  signal?: AbortSignal;
}): Promise<void> {
  const deadline = Date.now() + options.withinMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    options.signal?.throwIfAborted();
    try {
      if (await options.check()) return;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await setTimeout(POLL_MS);
  }
  throw new Error(`Waited ${options.withinMs / 1000} s for ${options.what}, in vain.`, {
    cause: lastError,
  });
}
