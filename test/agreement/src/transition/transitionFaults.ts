import {
  AT_REST,
  type Call,
  createSimulator,
  expand,
  type FlaggerState,
  type Manifest,
  manifestKey,
  type SimulationResult,
  type Simulator,
} from 'backstage-plugin-mesh-traffic-common';
import { Random } from '../random/Random';
import type { ValidPolicy } from '../random/validPolicy';
import { callsOf } from '../simulated/callsOf';
import { worldOf } from '../world/worldOf';
import { statesBetween } from './statesBetween';

/** Calls that fail on the way from one policy to another, although they work before and after. */
export function transitionFaults(before: ValidPolicy, after: ValidPolicy): string[] {
  const pods = new Map(
    [...worldOf(before.policy), ...worldOf(after.policy)].map(each => [manifestKey(each), each]),
  );
  const old = new Set(before.manifests.map(manifestKey));
  // A Canary that is new has no pods of its own until Flagger has made them.
  const states: Record<string, FlaggerState> = {};
  for (const manifest of after.manifests) {
    const { kind, metadata } = manifest;
    if (kind !== 'Canary' || old.has(manifestKey(manifest))) continue;
    states[`${metadata.namespace}/${metadata.name}`] = { ...AT_REST, phase: 'Initializing' };
  }
  const simulatorOf = (manifests: readonly Manifest[], known: typeof states) =>
    createSimulator(expand([...pods.values(), ...manifests], { states: known }));

  const ends = [simulatorOf(before.manifests, {}), simulatorOf(after.manifests, {})];
  const calls = [...callsOf(before.policy), ...callsOf(after.policy)]
    .map(({ call }) => call)
    .filter(call => ends.every(end => !failureOf(call, end.simulate(call))));
  const random = new Random(calls.length);
  for (const state of statesBetween(before.manifests, after.manifests, random)) {
    const found = failures(simulatorOf(state, states), calls);
    if (found.length > 0) return found.map(text => `${text}\n  with ${namesOf(state)}`);
  }
  return [];
}

function failures(simulator: Simulator, calls: readonly Call[]): string[] {
  return calls.flatMap(call => {
    const failure = failureOf(call, simulator.simulate(call));
    return failure ? [`${failure} for ${JSON.stringify(call)}`] : [];
  });
}

/**
 * No cluster or no pods, and inside the mesh no route. At a gateway the rules of a host may be in an object of
 * another name before and after, and for a moment in none.
 */
function failureOf(call: Call, { error, destinations }: SimulationResult): string | undefined {
  if (error !== undefined) return call.gateway ? undefined : error;
  return destinations.find(({ fails, weight }) => fails && weight !== 0)?.fails;
}

function namesOf(manifests: readonly Manifest[]): string {
  return manifests.map(manifestKey).join(' ');
}
