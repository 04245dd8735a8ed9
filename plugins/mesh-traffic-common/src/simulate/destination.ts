import { type SentCall, arriveAtAll } from './arriveAtAll';
import { type Cluster, type ClusterView, resolveCluster } from './cluster';
import { allPolicies } from './destinationRule/clusterPolicy';
import type { ConsolidatedRule } from './destinationRule/consolidate';
import type { Destination } from './istioTypes';
import { serviceNotModelled } from './services';
import type { NotModelled, SimulatedDestination } from './types';
import { field } from './workloads';
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
  const { host, namespace } = service;
  return [
    ...(rule?.from ?? []).flatMap(object => object.notModelled),
    // The address that was called stays: subsets, limits by pod and the choice of pods are Kubernetes' then.
    ...(rule && keepsAddress(rule)
      ? [{ object: rule.from[0].key, path: 'spec.trafficPolicy.loadBalancer' }]
      : []),
    // SIMPLE and MUTUAL need certificates that are not among the manifests.
    ...(rule && tls === 'other'
      ? [{ object: rule.from[0].key, path: 'spec.trafficPolicy.tls' }]
      : []),
    ...world.influences.onHost(host),
    ...world.influences.onNamespace(namespace),
    ...serviceNotModelled(service),
  ];
}

/** Source: istio cluster_traffic_policy.go, applyLoadBalancer: PASSTHROUGH makes an ORIGINAL_DST cluster. */
function keepsAddress(rule: ConsolidatedRule): boolean {
  return allPolicies(rule).some(
    ({ loadBalancer }) => field(loadBalancer, 'simple') === 'PASSTHROUGH',
  );
}
