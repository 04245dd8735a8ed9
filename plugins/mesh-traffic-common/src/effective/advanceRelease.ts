import { Manifest } from '../kubernetes/manifest';
import { CanaryView, canaryView } from './CanaryView';
import { AT_REST, FlaggerState } from './FlaggerState';

/** What Flagger meets at one round of its scheduler. */
export interface Round {
  /** The target has another pod template than the one promoted last. */
  released: boolean;
  /** The metrics pass. Without data they do not. */
  passes: boolean;
}

/**
 * One round of Flagger's scheduler: the next state of a Canary whose pods are ready and whose gates are open.
 * Source: flagger pkg/controller/scheduler.go (1.44)
 */
export function advanceRelease(canary: Manifest, state: FlaggerState, round: Round): FlaggerState {
  const view = canaryView(canary);
  switch (state.phase) {
    case 'Progressing':
      return progress(view, state, round);
    case 'Promoting':
      return promote(view, state);
    case 'Finalising':
      return { ...AT_REST, phase: 'Succeeded' };
    default:
      return round.released ? { ...AT_REST, phase: 'Progressing' } : state;
  }
}

function progress(view: CanaryView, state: FlaggerState, round: Round): FlaggerState {
  if (view.skipAnalysis) return { ...AT_REST, phase: 'Succeeded' };
  if (state.failedChecks >= view.threshold) return { ...AT_REST, phase: 'Failed' };
  const firstStep = state.canaryWeight === 0 && state.iterations === 0 && !state.mirroring;
  if (!round.passes && !firstStep) return { ...state, failedChecks: state.failedChecks + 1 };
  return view.steps ? stepWeight(view, state) : iterate(view, state);
}

function stepWeight(view: CanaryView, state: FlaggerState): FlaggerState {
  if (view.mirror && state.canaryWeight === 0 && !state.mirroring) {
    return { ...state, mirroring: true };
  }
  const next = view.steps?.next(state.canaryWeight);
  if (next === undefined) return { ...state, phase: 'Promoting' };
  return { ...state, canaryWeight: next, mirroring: false };
}

/** An A/B test counts up to its iterations; blue-green has one more round, with all calls on the new version. */
function iterate(view: CanaryView, state: FlaggerState): FlaggerState {
  const iterations = state.iterations + 1;
  if (state.iterations < view.iterations) {
    return { ...state, iterations, mirroring: view.mirror !== undefined };
  }
  const isAbTest = view.match.length > 0;
  if (!isAbTest && state.iterations === view.iterations) {
    return { ...state, iterations, canaryWeight: 100, mirroring: false };
  }
  return { ...state, phase: 'Promoting' };
}

function promote(view: CanaryView, state: FlaggerState): FlaggerState {
  const weight = state.canaryWeight - view.stepWeightPromotion;
  if (view.stepWeightPromotion > 0 && weight > 0) return { ...state, canaryWeight: weight };
  return { ...AT_REST, phase: 'Finalising' };
}
