import { RolloutTargets, RolloutTraffic } from 'backstage-plugin-mesh-traffic-common';
import { FlaggerController } from './FlaggerController';

/**
 * Hosts that carry the calls of a service: its own and, where Flagger rolls it out, primary and canary.
 *
 * @param rollout - what the asker knows of the service's rings
 */
export function flaggerHosts(
  flagger: FlaggerController,
  namespace: string,
  service: string,
  rollout: RolloutTargets | undefined,
): Set<string> {
  const made = canariesOf(flagger, namespace, service).length > 0;
  const names = [
    service,
    ...(made ? [`${service}-primary`, `${service}-canary`] : []),
    ...(rollout?.services ?? []),
  ];
  return new Set(names.map(name => `${name}.${namespace}.svc.cluster.local`));
}

/** Workloads of a service that Flagger rolls out. */
export function flaggerWorkloads(
  flagger: FlaggerController,
  namespace: string,
  service: string,
  rollout: RolloutTargets | undefined,
): Set<string> {
  const canaries = canariesOf(flagger, namespace, service, rollout);
  return new Set(canaries.flatMap(({ target }) => [target, `${target}-primary`]));
}

/** Where the releases of a service stand, in the words of a snapshot. */
export function flaggerRollouts(
  flagger: FlaggerController,
  namespace: string,
  service: string,
  rollout: RolloutTargets | undefined,
): RolloutTraffic[] {
  return canariesOf(flagger, namespace, service, rollout).map(({ target, state, weight }) => ({
    target,
    phase: phaseOf(state.phase),
    ...(weight !== undefined && { canaryWeight: weight }),
  }));
}

function canariesOf(
  flagger: FlaggerController,
  namespace: string,
  service: string,
  rollout?: RolloutTargets,
) {
  return flagger.canaries.filter(
    canary =>
      canary.namespace === namespace &&
      (canary.apex === service || rollout?.targets.includes(canary.target)),
  );
}

/** As much as Flagger's status gauge tells. */
function phaseOf(phase: string): RolloutTraffic['phase'] {
  if (phase === 'Progressing') return 'progressing';
  return phase === 'Failed' ? 'failed' : 'idle';
}
