import {
  advanceRelease,
  AT_REST,
  createSimulator,
  expand,
  type FlaggerState,
  type Manifest,
  type SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { arrivalsOf, realBuckets } from '../simulated/differences';
import type { Question } from '../simulated/callsOf';

/** Rounds of Flagger after which a release is under way. */
const ROUNDS = 3;

/**
 * What calls meet in the middle of releases, one line a call, without the names of the objects that make it so:
 * two sets of manifests with the same lines do the same.
 */
export function behaviour(
  manifests: readonly Manifest[],
  questions: readonly Question[],
): string[] {
  const states: Record<string, FlaggerState> = {};
  for (const manifest of manifests.filter(({ kind }) => kind === 'Canary')) {
    let state = AT_REST;
    for (let round = 0; round < ROUNDS; round += 1) {
      state = advanceRelease(manifest, state, { released: true, passes: true });
    }
    states[`${manifest.metadata.namespace}/${manifest.metadata.name}`] = state;
  }
  const simulator = createSimulator(expand(manifests, { states }));
  return questions.map(({ call }) =>
    JSON.stringify([call.from, call.path, whatHappens(simulator.simulate(call))]),
  );
}

function whatHappens(result: SimulationResult) {
  const { error, timeout, retries, mirrors, destinations } = result;
  const shares: Record<string, number> = {};
  const met = new Set<string>();
  for (const destination of destinations.filter(({ weight }) => weight !== 0)) {
    const { weight = 100, fails, pods, breaker, outlier } = destination;
    const who = fails ?? Object.keys(pods).sort().join('+');
    shares[who] = (shares[who] ?? 0) + weight;
    met.add(JSON.stringify([who, breaker, outlier]));
    for (const { access, dryRun, serverBreaker, limits } of arrivalsOf(destination)) {
      const buckets = realBuckets(limits).map(({ object, ...bucket }) => bucket);
      met.add(JSON.stringify([who, access, dryRun, serverBreaker, buckets]));
    }
  }
  return { error, timeout, retries, mirrors, shares, met: [...met].sort() };
}
