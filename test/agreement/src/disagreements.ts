import {
  createSimulator,
  expand,
  type SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { whatItSays } from './oracle/whatItSays';
import { Random } from './random/Random';
import type { ValidPolicy } from './random/validPolicy';
import { BucketBook } from './simulated/BucketBook';
import { callsOf } from './simulated/callsOf';
import { competing, ordersOf } from './simulated/competing';
import { differences } from './simulated/differences';
import { momentsOf, paceDifferences } from './simulated/releaseRounds';
import { worldOf } from './world/worldOf';

/** How much was asked. */
export interface Tally {
  policies: number;
  /** Sets of effective manifests in one order of creation. */
  worlds: number;
  calls: number;
}

/**
 * Where the manifests of a policy do something else than it says: for every caller, at every step of its
 * rollouts and in every order of creation that could matter. Stops at the first world that disagrees.
 */
export function disagreements(
  { policy, manifests }: ValidPolicy,
  tally: Tally = { policies: 0, worlds: 0, calls: 0 },
): string[] {
  const world = worldOf(policy);
  const questions = callsOf(policy);
  const random = new Random(questions.length);
  tally.policies += 1;
  const pace = paceDifferences(policy, manifests);
  if (pace.length > 0) return pace;
  for (const { states, stands } of momentsOf(policy, manifests)) {
    const effective = expand([...world, ...manifests], { states });
    const expected = questions.map(question =>
      whatItSays({ policy, releases: stands, ...question }),
    );
    for (const createdOrder of ordersOf(competing(effective), random)) {
      const simulator = createSimulator(effective, { createdOrder });
      tally.worlds += 1;
      if (simulator.refused.length > 0) {
        return simulator.refused.map(({ object, reason }) => `${object} is refused: ${reason}`);
      }
      const buckets = new BucketBook();
      for (const [index, { call }] of questions.entries()) {
        const result = simulator.simulate(call);
        tally.calls += 1;
        const found = [
          ...differences(expected[index], result),
          ...buckets.add(expected[index], result),
          ...unknowns(result, policy.spec.rateLimiting?.scope === 'global'),
        ];
        if (found.length > 0) {
          return found.map(
            text =>
              `${text}\n  call ${JSON.stringify(call)}\n  releases ${JSON.stringify(stands)}\n  created ${createdOrder.join(' ')}`,
          );
        }
      }
    }
  }
  return [];
}

/** The simulator knows every field that we emit, but for the limits that another service keeps. */
function unknowns({ notModelled }: SimulationResult, isGlobal: boolean): string[] {
  return notModelled
    .filter(({ object }) => !(isGlobal && object.startsWith('EnvoyFilter/')))
    .map(({ object, path }) => `not modelled: ${object} ${path}`);
}
