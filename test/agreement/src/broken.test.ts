import { BROKEN_COMPILERS } from './broken/BROKEN_COMPILERS';
import { disagreements } from './disagreements';
import { Random } from './random/Random';
import { randomPolicy } from './random/randomPolicy';
import { validPolicy } from './random/validPolicy';

/** Policies in which a fault gets something wrong. */
const POLICIES = 20;
/** Not in all of them a call meets anything else: a rule may never be asked, or a caller be refused before. */
const FEWEST_SEEN = 12;

it.each(BROKEN_COMPILERS)('is seen when $fault', ({ compile }) => {
  const random = new Random(1);
  let touched = 0;
  let seen = 0;
  while (touched < POLICIES) {
    const valid = validPolicy(randomPolicy(random));
    const manifests = Array.isArray(valid) ? undefined : compile(valid.policy);
    if (Array.isArray(valid) || !manifests || manifests.length === 0) continue;
    touched += 1;
    if (disagreements({ ...valid, manifests }).length > 0) seen += 1;
  }
  expect(seen).toBeGreaterThanOrEqual(FEWEST_SEEN);
});
