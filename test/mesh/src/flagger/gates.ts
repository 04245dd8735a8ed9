import {
  advanceRelease,
  AT_REST,
  FlaggerPhase,
  FlaggerState,
  Manifest,
  Round,
} from 'backstage-plugin-mesh-traffic-common';
import { Gatekeeper } from './Gatekeeper';

/** Hooks that hold a release until somebody agrees. */
export type GateType = 'confirm-rollout' | 'confirm-traffic-increase' | 'confirm-promotion';

/** What the hooks of a Canary answer at the moment. */
export interface HookAnswers {
  /** Types of the gates that hold the release. */
  closed: ReadonlySet<string>;
  /** Somebody wants it taken back. */
  rollback: boolean;
}

const CAN_BE_TAKEN_BACK = new Set<FlaggerPhase>(['Progressing', 'Waiting', 'WaitingPromotion']);

/**
 * Asks the hooks of a Canary. `/gate/approve` and `/gate/halt` answer as at the load tester; for every other gate,
 * a command or an address of somebody's, the Canary's own gate of the mesh stands in.
 */
export function askHooks({ metadata, spec }: Manifest, gates: Gatekeeper): HookAnswers {
  const ref = { namespace: metadata.namespace ?? 'default', name: metadata.name };
  const hooks = webhooksOf(spec);
  const isClosed = (url: string) =>
    url.endsWith('/gate/halt') || !(url.endsWith('/gate/approve') || gates.isOpen(ref));
  return {
    closed: new Set(
      hooks
        .filter(({ type }) => String(type).startsWith('confirm-'))
        .filter(({ url }) => isClosed(String(url)))
        .map(({ type }) => String(type)),
    ),
    rollback: hooks.some(({ type }) => type === 'rollback') && gates.wantsRollback(ref),
  };
}

/**
 * One round of Flagger's scheduler with hooks: gates are asked before the analysis, before each step of the weight
 * and before the promotion, and leave weights as they are while closed. Source: flagger
 * pkg/controller/scheduler_hooks.go (1.44)
 */
export function advanceGated(
  canary: Manifest,
  state: FlaggerState,
  round: Round,
  { closed, rollback }: HookAnswers,
): FlaggerState {
  const isClosed = (gate: GateType) => closed.has(gate);
  if (rollback && CAN_BE_TAKEN_BACK.has(state.phase)) return { ...AT_REST, phase: 'Failed' };
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

function webhooksOf(spec: Manifest['spec']): Array<{ type?: unknown; url?: unknown }> {
  const analysis = spec?.analysis;
  const hooks: unknown =
    typeof analysis === 'object' && analysis !== null ? Reflect.get(analysis, 'webhooks') : [];
  if (!Array.isArray(hooks)) return [];
  return hooks.filter(hook => typeof hook === 'object' && hook !== null);
}
