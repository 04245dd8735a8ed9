import { type ClientTls, arrive } from './arrive';
import { breakerLimits, forPort } from './destinationRule/clusterPolicy';
import type { HttpRequest } from './request';
import { type MeshService, type ServicePort, targetPort } from './services';
import type { Arrival, BreakerLimits, Call, NotModelled, SimulatedDestination } from './types';
import type { Workload } from './workloads';
import type { World } from './world';

/** A call on its way to pods. */
export interface SentCall {
  call: Call;
  /** What arrives, after rewrites; absent for a TCP connection. */
  request?: HttpRequest;
}

/** What the pods of the workloads do: one arrival where they agree, else one for each. */
export function arriveAtAll(
  world: World,
  caller: SentCall,
  service: MeshService,
  servicePort: ServicePort,
  workloads: readonly Workload[],
  tls: ClientTls,
): { at: Partial<SimulatedDestination>; notModelled: NotModelled[] } {
  const { call } = caller;
  const arrivals: Record<string, Arrival> = {};
  const notModelled: NotModelled[] = [];
  for (const workload of workloads) {
    const port = targetPort(servicePort, workload) ?? servicePort.number;
    const reached = arrive(world, workload, {
      tls,
      port,
      request: caller.request,
      identity: call.plainText
        ? undefined
        : {
            namespace: call.from,
            serviceAccount: call.serviceAccount ?? 'default',
            trustDomain: call.fromTrustDomain ?? world.trustDomains[0],
          },
    });
    const serverBreaker = serverLimits(world, service, workload, servicePort.number);
    arrivals[workload.name] = serverBreaker
      ? { ...reached.arrival, serverBreaker }
      : reached.arrival;
    notModelled.push(
      ...reached.notModelled,
      ...workload.notModelled,
      ...world.influences.onPods(workload, caller.request),
    );
  }
  const pods = Object.fromEntries(workloads.map(({ name, pods: ready }) => [name, ready]));
  const [first, ...others] = Object.values(arrivals);
  const agree = others.every(other => JSON.stringify(other) === JSON.stringify(first));
  return { at: { pods, ...(agree ? { arrival: first } : { arrivals }) }, notModelled };
}

/** A top-level connectionPool also binds the server's sidecar (istio cluster_builder.go, buildInboundCluster). */
function serverLimits(
  world: World,
  service: MeshService,
  workload: Workload,
  port: number,
): BreakerLimits | undefined {
  if (!workload.hasSidecar) {
    return undefined;
  }
  const rule = world.ruleFor({ namespace: workload.namespace }, service);
  return breakerLimits(forPort(rule?.trafficPolicy, port)?.connectionPool);
}
