import {
  advanceRelease,
  AT_REST,
  type FlaggerState,
  type Manifest,
  type RoutingPolicy,
} from 'backstage-plugin-mesh-traffic-common';
import type { Ring } from '../oracle/policyTypes';
import type { ReleaseStand } from '../oracle/Situation';

/** One moment of a rollout: where each ring's release stands, for Flagger and for the document. */
export interface Moment {
  /** By `namespace/name` of the Canary. */
  states: Record<string, FlaggerState>;
  /** By ring. */
  stands: Record<string, ReleaseStand>;
}

const COOKIES = { cookie: 'kept', primaryCookie: 'stays' };
/** After a release that was taken back no call may go to the new version. */
const TAKEN_BACK: FlaggerState = { ...AT_REST, phase: 'Failed', ...COOKIES };
const RUNNING: readonly string[] = ['Progressing', 'Promoting', 'Finalising'];
const MOST_ROUNDS = 60;

/**
 * The different moments of releases in all rings, from rest to success, and the one after a failure. The second
 * ring is one round behind, so that rings stand differently.
 */
export function momentsOf(policy: RoutingPolicy, manifests: readonly Manifest[]): Moment[] {
  const { rollout } = policy.spec;
  if (!rollout) return [{ states: {}, stands: {} }];
  const { namespace } = policy.metadata;
  // A ring that is only being prepared has no Canary yet.
  const rings = Object.entries(rollout.rings).filter(([, { prepare }]) => !prepare);
  if (rings.length === 0) return [{ states: {}, stands: {} }];
  const walks = rings.map(([name, ring], index) => {
    const id = `${namespace}/${ring.workload.name}`;
    const canary = manifests.find(
      ({ kind, metadata }) => kind === 'Canary' && metadata.name === ring.workload.name,
    );
    if (!canary) throw new Error(`There is no Canary for the ring ${name}.`);
    const walk = walkOf(canary);
    return { name, id, ring, walk: index === 0 ? walk : [AT_REST, ...walk] };
  });
  const length = Math.max(...walks.map(({ walk }) => walk.length));
  const seen = new Set<string>();
  const moments: Moment[] = [];
  for (let round = 0; round < length; round += 1) {
    const moment: Moment = { states: {}, stands: {} };
    for (const { name, id, ring, walk } of walks) {
      const state = walk[Math.min(round, walk.length - 1)];
      moment.states[id] = state;
      moment.stands[name] = standOf(ring, state);
    }
    const key = JSON.stringify(moment.stands);
    if (!seen.has(key)) moments.push(moment);
    seen.add(key);
  }
  const failed: Moment = { states: {}, stands: {} };
  for (const { name, id, ring } of walks) {
    failed.states[id] = TAKEN_BACK;
    failed.stands[name] = standOf(ring, TAKEN_BACK);
  }
  return [...moments, failed];
}

/** Flagger's rounds when every check passes. */
function walkOf(canary: Manifest): FlaggerState[] {
  const walk: FlaggerState[] = [AT_REST];
  while (walk.length < MOST_ROUNDS) {
    const state = advanceRelease(canary, walk[walk.length - 1], { released: true, passes: true });
    walk.push({ ...state, ...COOKIES });
    if (state.phase === 'Succeeded') return walk;
  }
  throw new Error(`The release of ${canary.metadata.name} comes to no end.`);
}

function standOf(ring: Ring, { phase, canaryWeight, iterations, mirroring }: FlaggerState) {
  const tested = ring.abTest && iterations > 0 && phase !== 'Finalising' && phase !== 'Succeeded';
  const stand: ReleaseStand = {
    percent: tested ? 100 : canaryWeight,
    mirroring,
    running: RUNNING.includes(phase),
    ...COOKIES,
  };
  return stand;
}

/** Where Flagger's steps are others than the document's. */
export function paceDifferences(policy: RoutingPolicy, manifests: readonly Manifest[]): string[] {
  return Object.entries(policy.spec.rollout?.rings ?? {}).flatMap(([name, ring]) => {
    if (ring.prepare) return [];
    const canary = manifests.find(
      ({ kind, metadata }) => kind === 'Canary' && metadata.name === ring.workload.name,
    );
    const steps = (canary ? walkOf(canary) : [])
      .filter(({ phase, canaryWeight }) => phase === 'Progressing' && canaryWeight > 0)
      .map(({ canaryWeight }) => canaryWeight);
    const [says, does] = [percentsOf(ring).join(' '), steps.join(' ')];
    return says === does
      ? []
      : [`steps of ${name}: the document says ${says}, Flagger does ${does}`];
  });
}

/** Percents of the new version that the document's pace names, in their order. */
function percentsOf({ pace, abTest, blueGreen }: Ring): number[] {
  if (abTest) return [];
  if (blueGreen) return [100];
  if (pace.stepWeights) return pace.stepWeights;
  const { stepWeight = 10, maxWeight = 50 } = pace;
  const percents: number[] = [];
  for (let percent = stepWeight; ; percent += stepWeight) {
    percents.push(Math.min(percent, 100));
    if (percent >= maxWeight) return percents;
  }
}
