import {
  dumpYaml,
  hasErrors,
  lintTransition,
  parsePolicy,
  withRetiring,
} from 'backstage-plugin-mesh-traffic-common';
import { Random } from '../random/Random';
import { validPolicy, type ValidPolicy } from '../random/validPolicy';
import { shrink } from '../shrink';
import { randomChange } from './randomChange';
import { transitionFaults } from './transitionFaults';

/** What was looked at. */
export interface TransitionTally {
  /** Changes that are made at once. */
  made: number;
  /** Changes that the product refuses because they take several. */
  refused: number;
}

/**
 * Draws changes of valid policies, makes them as the product proposes them, and looks for calls that fail on the
 * way.
 *
 * @throws Error with a small change, where calls fail
 */
export function checkTransitions(seed: number, changes: number): TransitionTally {
  const random = new Random(seed);
  const tally: TransitionTally = { made: 0, refused: 0 };
  while (tally.made < changes) {
    const { before, after } = randomChange(random);
    const faults = faultsOf(before, after);
    if (faults === 'refused') tally.refused += 1;
    if (!Array.isArray(faults)) continue;
    tally.made += 1;
    if (faults.length > 0) {
      const fails = (one: unknown, other: unknown) =>
        (faultsOf(one, other)?.length ?? 0) > 0 && faultsOf(one, other) !== 'refused';
      const smallerAfter = shrink(after, candidate => fails(before, candidate));
      const smallerBefore = shrink(before, candidate => fails(candidate, smallerAfter));
      throw new Error(
        `Calls fail on the way (AGREEMENT_SEED=${seed} repeats it).\n${String(faultsOf(smallerBefore, smallerAfter))}\n${JSON.stringify(smallerBefore)}\n${JSON.stringify(smallerAfter)}`,
      );
    }
  }
  return tally;
}

/** Undefined where one of the documents does not hold. */
function faultsOf(before: unknown, after: unknown): string[] | 'refused' | undefined {
  const old = validPolicy(before);
  if (Array.isArray(old)) return undefined;
  const next = proposed(before, after);
  if (!next) return undefined;
  if (hasErrors(lintTransition(old.policy, next.policy))) return 'refused';
  return transitionFaults(old, next);
}

/** The changed document as it is proposed, with what has to stay for one change more. */
function proposed(before: unknown, after: unknown): ValidPolicy | undefined {
  if (!parsePolicy(after).policy) return undefined;
  const { document } = parsePolicy(withRetiring(dumpYaml(before), dumpYaml(after)));
  const valid = validPolicy(document);
  return Array.isArray(valid) ? undefined : valid;
}
