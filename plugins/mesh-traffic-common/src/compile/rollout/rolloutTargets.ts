import { RoutingPolicy } from '../../policy/schema';
import { pinnedService } from '../destinations';

/** What carries a service's calls while Flagger rolls it out. All names are of the service's namespace. */
export interface RolloutTargets {
  /** Services beside the service's own: those of Flagger's rings, and one per fixed version. */
  services: string[];
  /**
   * Workloads that Flagger rolls out. The pods of `<target>` (new) and `<target>-primary` (deployed) may share
   * all labels: the workload's name alone tells them apart in telemetry.
   */
  targets: string[];
}

/**
 * Where the calls of a service go by its policy; undefined without a rollout. Telemetry names the Service that
 * a call was routed to, not the one that it was sent to.
 * Source: flagger pkg/router/kubernetes_default.go (apex, `-primary`, `-canary`); istio.io/docs/reference/config/metrics
 */
export function rolloutTargets({ metadata, spec }: RoutingPolicy): RolloutTargets | undefined {
  if (!spec.rollout) return undefined;
  const targets = Object.values(spec.rollout.rings).map(({ workload }) => workload.name);
  return {
    services: [
      ...targets.flatMap(target => [target, `${target}-primary`, `${target}-canary`]),
      ...Object.keys(spec.versions).map(version => pinnedService(metadata.name, version)),
    ].sort(),
    targets: targets.sort(),
  };
}
