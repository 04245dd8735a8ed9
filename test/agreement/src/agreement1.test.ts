import { checkPolicies } from './checkPolicies';
import { roundsOf } from './roundsOf';

/** Only stops what hangs. */
const TIMEOUT_MS = 3_600_000;

it.each(roundsOf(1))(
  'does what the policy says, for every caller, step and order (seed %i, %i policies)',
  (seed, policies) => {
    const tally = checkPolicies(seed, policies);
    expect(tally.policies).toBe(policies);
    expect(tally.calls).toBeGreaterThan(policies);
  },
  TIMEOUT_MS,
);
