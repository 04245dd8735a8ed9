import {
  createSimulator,
  expand,
  type Manifest,
  manifestKey,
  type SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { whatItSays } from './oracle/whatItSays';
import { Random } from './random/Random';
import type { ValidNamespace } from './random/validNamespace';
import type { ValidPolicy } from './random/validPolicy';
import { BucketBook } from './simulated/BucketBook';
import { callsOf } from './simulated/callsOf';
import { competing, ordersOf } from './simulated/competing';
import { differences } from './simulated/differences';
import { globalDifferences } from './simulated/globalDifferences';
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
 *
 * @param namespace - policy of the service's namespace
 */
export function disagreements(
  { policy, manifests }: ValidPolicy,
  tally: Tally = { policies: 0, worlds: 0, calls: 0 },
  namespace?: ValidNamespace,
): string[] {
  const world = withManifests(worldOf(policy), namespace?.manifests ?? []);
  const questions = callsOf(policy);
  const random = new Random(questions.length);
  tally.policies += 1;
  const beside = [
    ...paceDifferences(policy, manifests),
    ...globalDifferences(policy, manifests, questions),
  ];
  if (beside.length > 0) return beside;
  for (const { states, stands } of momentsOf(policy, manifests)) {
    const effective = expand([...world, ...manifests], { states });
    const expected = questions.map(question =>
      whatItSays({
        policy,
        namespacePolicy: namespace?.policy,
        releases: stands,
        ...question,
      }),
    );
    const objects = new Map(effective.map(manifest => [manifestKey(manifest), manifest]));
    const rivals = competing(effective);
    let asked = questions.map(({ call }, index) => ({ call, says: expected[index] }));
    for (const createdOrder of ordersOf(rivals, random)) {
      if (asked.length === 0) break;
      const simulator = createSimulator(effective, { createdOrder });
      tally.worlds += 1;
      if (simulator.refused.length > 0) {
        return simulator.refused.map(({ object, reason }) => `${object} is refused: ${reason}`);
      }
      const buckets = new BucketBook();
      const results = asked.map(({ call }) => simulator.simulate(call));
      tally.calls += results.length;
      for (const [index, { call, says }] of asked.entries()) {
        const found = [
          ...differences(says, results[index], objects),
          ...buckets.add(says, results[index]),
          ...unknowns(results[index], policy.spec.rateLimiting?.scope === 'global'),
        ];
        if (found.length > 0) {
          return found.map(
            text =>
              `${text}\n  call ${JSON.stringify(call)}\n  releases ${JSON.stringify(stands)}\n  created ${createdOrder.join(' ')}`,
          );
        }
      }
      asked = asked.filter((_, index) => dependsOn(results[index], rivals));
    }
  }
  return [];
}

/** What is applied beside, in place of objects of the same name. */
function withManifests(world: readonly Manifest[], further: readonly Manifest[]): Manifest[] {
  const replaced = new Set(further.map(manifestKey));
  return [...world.filter(manifest => !replaced.has(manifestKey(manifest))), ...further];
}

/** Whether another order of the objects could make a difference: one of them, or none at all, has a part in it. */
function dependsOn(result: SimulationResult, rivals: readonly string[]): boolean {
  const { ruleObject, destinations } = result;
  const parts = [
    ruleObject,
    ...destinations.flatMap(({ destinationRules = [] }) => destinationRules),
  ];
  return (
    ruleObject === undefined || parts.some(part => part !== undefined && rivals.includes(part))
  );
}

/** The simulator knows every field that we emit, but for the limits that another service keeps. */
function unknowns({ notModelled }: SimulationResult, isGlobal: boolean): string[] {
  return notModelled
    .filter(({ object }) => !(isGlobal && object.startsWith('EnvoyFilter/')))
    .map(({ object, path }) => `not modelled: ${object} ${path}`);
}
