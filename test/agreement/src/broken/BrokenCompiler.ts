import type { Manifest, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';

/** A compiler with one fault. */
export interface BrokenCompiler {
  fault: string;
  /** The manifests of a policy, or undefined where the fault has nothing to get wrong. */
  compile(policy: RoutingPolicy): Manifest[] | undefined;
}
