import { settings } from './settings';

/** The policies are shared out over this many test files, which run side by side. */
const PARTS = 2;
/** Policies of one round; a run of 100,000 says how far it is. */
const MOST_IN_ROUND = 5000;

/**
 * Seed and number of policies of each round of a test file.
 *
 * @param part - from 1 up to the number of parts
 */
export function roundsOf(part: number): Array<[seed: number, policies: number]> {
  const { seed, policies } = settings();
  const own = Math.ceil(policies / PARTS);
  // Jest names only the tests that fail.
  process.stderr.write(`Agreement, part ${part}: ${own} random policies, AGREEMENT_SEED=${seed}\n`);
  const rounds = Math.max(1, Math.ceil(own / MOST_IN_ROUND));
  return Array.from({ length: rounds }, (_, round) => [
    seed + part - 1 + PARTS * round,
    Math.ceil(own / rounds),
  ]);
}
