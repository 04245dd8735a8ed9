import type { Manifest } from '../kubernetes/manifest';
import { simulateCall } from './simulateCall';
import type { SimulateOptions, Simulator } from './types';
import { ProxyViews } from './proxyViews';
import { type World, buildWorld } from './world';

/**
 * Answers what happens to calls, by Istio's rules, from the manifests alone. It reads Services, workloads (Deployment
 * and the like), Namespaces and Istio's objects; whatever else stands among them is passed over. A field that changes
 * the outcome in a way it cannot tell is listed in `notModelled` of the answer.
 */
export function createSimulator(
  manifests: readonly Manifest[],
  options: SimulateOptions = {},
): Simulator {
  return simulatorOf(buildWorld(manifests, options));
}

/** The simulator of manifests that are read already. */
export function simulatorOf(world: World): Simulator {
  const views = new ProxyViews(world);
  return {
    refused: world.refused,
    warnings: world.warnings,
    simulate: call => simulateCall(world, views, call),
  };
}
