import { Random } from '../random/Random';
import { randomPolicy } from '../random/randomPolicy';
import { type Fields } from '../random/randomRule';

/** Each aspect of a policy changes with this probability. */
const CHANGED = 0.35;

/** Two documents of one service: the second one has some aspects of a third. */
export function randomChange(random: Random): { before: Fields; after: Fields } {
  const before = randomPolicy(random);
  const other = randomPolicy(random);
  const old = before.spec as Fields;
  const next = other.spec as Fields;
  const spec: Fields = { ...old };
  for (const aspect of new Set([...Object.keys(old), ...Object.keys(next)])) {
    // Ports and pods are not what a change of policy is about.
    if (aspect === 'service' || !random.chance(CHANGED)) continue;
    if (next[aspect] === undefined) delete spec[aspect];
    else spec[aspect] = next[aspect];
  }
  return { before, after: { ...before, spec } };
}
