import { Arrival, SimulatedDestination } from 'backstage-plugin-mesh-traffic-common';
import { Scenario, VersionBehaviour } from '../scenario/Scenario';
import { World } from '../world/World';
import { CalledService, endpointOnly, Peer, peerOf, serviceOfHost } from './istioLabels';

/** Pods of one workload behind a destination. */
export interface TargetPods {
  /** `<namespace>/<workload>`. */
  key: string;
  count: number;
  hasSidecar: boolean;
  /** What the pods do with the call; undefined when it does not arrive. */
  arrival: Arrival | undefined;
  peer: Peer;
  behaviour: VersionBehaviour;
}

/** A destination of a route, with everything that a call to it needs. */
export interface CallTarget {
  destination: SimulatedDestination;
  weight: number;
  service: CalledService;
  pods: TargetPods[];
}

export interface CallTargetsOptions {
  world: World;
  scenario: Scenario;
  trustDomain: string;
}

/** The destinations that get calls at all. */
export function callTargets(
  destinations: readonly SimulatedDestination[],
  options: CallTargetsOptions,
): CallTarget[] {
  return destinations
    .map(destination => ({
      destination,
      // A single destination carries no weight.
      weight: destination.weight ?? 1,
      service: serviceOfHost(destination.host),
      pods: targetPods(destination, options),
    }))
    .filter(target => target.weight > 0);
}

/** How long the pods take for a call on average: of log-normal distributions, over all pods. */
export function meanServiceMs({ pods }: CallTarget): number {
  const count = pods.reduce((sum, each) => sum + each.count, 0);
  return pods.reduce((sum, { count: share, behaviour: { medianMs, spread } }) => {
    return sum + (share / count) * medianMs * Math.exp(spread ** 2 / 2);
  }, 0);
}

function targetPods(
  destination: SimulatedDestination,
  { world, scenario, trustDomain }: CallTargetsOptions,
): TargetPods[] {
  const { namespace } = serviceOfHost(destination.host);
  return Object.entries(destination.pods)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const workload = world.workload(namespace, name) ?? {
        namespace,
        name,
        labels: { app: name },
        serviceAccount: 'default',
        replicas: count,
      };
      const peer = peerOf(workload, trustDomain);
      const arrival = destination.arrival ?? destination.arrivals?.[name];
      const hasSidecar = arrival?.mtls !== 'no sidecar';
      return {
        key: `${namespace}/${name}`,
        count,
        hasSidecar,
        arrival,
        // Without a sidecar there is nobody to say more than the endpoint's metadata.
        peer: hasSidecar ? peer : endpointOnly(peer),
        behaviour: scenario.behaviour(peer.version, name, world.isReleased(namespace, name)),
      };
    });
}
