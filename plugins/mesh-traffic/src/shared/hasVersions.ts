import { RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';

/** Whether callers can be given one version or another: a policy whose callers all follow a rollout declares none. */
export function hasVersions(policy: RoutingPolicy | undefined): boolean {
  return Object.keys(policy?.spec.versions ?? {}).length > 0;
}
