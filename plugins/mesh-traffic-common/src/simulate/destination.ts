import { type SentCall, arriveAtAll } from './arriveAtAll';
import { type Cluster, type ClusterView, resolveCluster } from './cluster';
import type { Destination } from './istioTypes';
import type { NotModelled, SimulatedDestination } from './types';
import type { World } from './world';

/** A destination as far as Istio's rules lead, and what of it is not modelled. */
export interface Reached {
  destination: SimulatedDestination;
  notModelled: NotModelled[];
}

export type Caller = SentCall & ClusterView;

/** Follows a route's destination to the pods: cluster, limits, endpoints, access. */
export function reach(
  world: World,
  caller: Caller,
  to: Destination,
  calledPort: number,
  weight?: number,
): Reached {
  const { destination, found } = resolveCluster(world, caller, to, calledPort, weight);
  if (!found) {
    return { destination, notModelled: [] };
  }
  const notModelled = clusterNotModelled(world, found);
  if (found.ready.length === 0) {
    return { destination, notModelled };
  }
  const { service, servicePort, ready, tls } = found;
  const arrived = arriveAtAll(world, caller, service, servicePort, ready, tls);
  return {
    destination: { ...destination, ...arrived.at },
    notModelled: [...notModelled, ...arrived.notModelled],
  };
}

function clusterNotModelled(
  world: World,
  { service, rule, tls }: NonNullable<Cluster['found']>,
): NotModelled[] {
  const { host, namespace, name, unusual } = service;
  return [
    ...(rule?.from ?? []).flatMap(object => object.notModelled),
    // SIMPLE and MUTUAL need certificates that are not among the manifests.
    ...(rule && tls === 'other'
      ? [{ object: rule.from[0].key, path: 'spec.trafficPolicy.tls' }]
      : []),
    ...world.influences.onHost(host),
    ...world.influences.onNamespace(namespace),
    ...(unusual ? [{ object: `Service/${namespace}/${name}`, path: unusual }] : []),
  ];
}
