import {
  advanceRelease,
  FlaggerState,
  Manifest,
  Round,
} from 'backstage-plugin-mesh-traffic-common';

/** Hooks that hold a release until somebody agrees. */
export type GateType = 'confirm-rollout' | 'confirm-traffic-increase' | 'confirm-promotion';

/**
 * The gates of a Canary that are closed. Nobody is there to ask, so that all are, but for the address of the load
 * tester that always agrees.
 */
export function closedGates({ spec }: Manifest): Set<string> {
  const analysis = spec?.analysis;
  const hooks: unknown =
    typeof analysis === 'object' && analysis !== null ? Reflect.get(analysis, 'webhooks') : [];
  if (!Array.isArray(hooks)) return new Set();
  const closed = hooks
    .filter(({ type }) => String(type).startsWith('confirm-'))
    .filter(({ url }) => !String(url).endsWith('/gate/approve'));
  return new Set(closed.map(({ type }) => String(type)));
}

/**
 * One round of Flagger's scheduler with gates: before the analysis, before each step of the weight, before the
 * promotion. A closed gate leaves weights as they are. Source: flagger pkg/controller/scheduler_hooks.go (1.44)
 */
export function advanceGated(
  canary: Manifest,
  state: FlaggerState,
  round: Round,
  closed: ReadonlySet<string>,
): FlaggerState {
  const isClosed = (gate: GateType) => closed.has(gate);
  switch (state.phase) {
    case 'Waiting':
      return isClosed('confirm-rollout') ? state : { ...state, phase: 'Progressing' };
    case 'WaitingPromotion':
      return isClosed('confirm-promotion') ? state : { ...state, phase: 'Promoting' };
    case 'Progressing': {
      if (isClosed('confirm-rollout')) return { ...state, phase: 'Waiting' };
      const next = advanceRelease(canary, state, round);
      if (next.phase === 'Promoting' && isClosed('confirm-promotion')) {
        return { ...next, phase: 'WaitingPromotion' };
      }
      const increases = next.canaryWeight > state.canaryWeight;
      return increases && isClosed('confirm-traffic-increase') ? state : next;
    }
    default:
      return advanceRelease(canary, state, round);
  }
}
