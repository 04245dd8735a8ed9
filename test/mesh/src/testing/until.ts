import { setTimeout } from 'timers/promises';

const POLL_MS = 50;

/** Asks until the answer is something other than undefined. The test's own timeout ends a vain wait. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(POLL_MS);
  }
}
