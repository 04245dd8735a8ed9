import { namespaceMode } from './access/peerAuthentication';
import { type ClientTls, arrive } from './arrive';
import {
  breakerLimits,
  clusterPolicy,
  forPort,
  outlierLimits,
} from './destinationRule/clusterPolicy';
import type { Destination } from './istioTypes';
import type { HttpRequest } from './request';
import { type MeshService, type ServicePort, targetPort } from './services';
import type { Arrival, Call, NotModelled, SimulatedDestination } from './types';
import type { Proxy } from './virtualService/buildRoutes';
import { type Workload, selects } from './workloads';
import type { World } from './world';

/** A destination as far as Istio's rules lead, and what of it is not modelled. */
export interface Reached {
  destination: SimulatedDestination;
  notModelled: NotModelled[];
}

export interface Caller {
  call: Call;
  proxy: Proxy;
  /** Services that the caller has clusters for. */
  clusters: ReadonlyMap<string, MeshService>;
  /** What arrives, after rewrites; absent for a TCP connection. */
  request?: HttpRequest;
}

/** Follows a route's destination to the pods: cluster, limits, endpoints, access. */
export function reach(
  world: World,
  caller: Caller,
  to: Destination,
  calledPort: number,
  weight?: number,
): Reached {
  const service = caller.clusters.get(to.host);
  const port = to.port?.number || defaultPort(service, caller, calledPort);
  const subset = to.subset || undefined;
  const base: SimulatedDestination = {
    cluster: `outbound|${port}|${subset ?? ''}|${to.host}`,
    host: to.host,
    port,
    ...(subset ? { subset } : {}),
    ...(weight === undefined ? {} : { weight }),
    pods: {},
  };
  const servicePort = service?.ports.find(each => each.number === port);
  if (!service || !servicePort) {
    return { destination: { ...base, fails: 'NC' }, notModelled: [] };
  }
  const rule = world.ruleFor(caller.proxy, service);
  const chosen = subset ? rule?.subsets.find(({ name }) => name === subset) : undefined;
  if (subset && !chosen) {
    return { destination: { ...base, fails: 'NC' }, notModelled: [] };
  }
  const policy = clusterPolicy(rule?.trafficPolicy, chosen, port);
  const tls = clientTls(world, service, policy.tls?.mode);
  const breaker = breakerLimits(policy.connectionPool);
  const outlier = outlierLimits(policy.outlierDetection);
  const destination: SimulatedDestination = {
    ...base,
    ...(tls === 'auto' ? {} : { tls: tls === 'other' ? policy.tls?.mode : tls }),
    ...(breaker ? { breaker } : {}),
    ...(outlier ? { outlier } : {}),
    ...(rule ? { destinationRules: rule.from.map(({ key }) => key) } : {}),
  };
  const notModelled = [
    ...(rule?.from ?? []).flatMap(object => object.notModelled),
    ...world.influences.onHost(service.host),
    ...world.influences.onNamespace(service.namespace),
    ...unusualService(service),
  ];
  const ready = service.workloads.filter(
    workload => workload.pods > 0 && selects(chosen?.labels, workload.labels),
  );
  if (ready.length === 0) {
    return { destination: { ...destination, fails: 'UH' }, notModelled };
  }
  const arrived = arriveAtAll(world, caller, service, servicePort, ready, tls);
  return {
    destination: { ...destination, ...arrived.at },
    notModelled: [...notModelled, ...arrived.notModelled],
  };
}

/** A gateway does not know which port was meant, unless the service has only one. */
function defaultPort(
  service: MeshService | undefined,
  { proxy }: Caller,
  calledPort: number,
): number {
  return proxy.isGateway && service?.ports.length === 1 ? service.ports[0].number : calledPort;
}

function unusualService({ namespace, name, unusual }: MeshService): NotModelled[] {
  return unusual ? [{ object: `Service/${namespace}/${name}`, path: unusual }] : [];
}

/**
 * Without a tls block Istio decides by itself: plain text where the service's namespace asks for DISABLE, else mutual
 * TLS to each pod that can (istio cluster_tls.go, BestEffortInferServiceMTLSMode).
 */
function clientTls(world: World, service: MeshService, mode: string | undefined): ClientTls {
  if (mode === 'DISABLE') {
    return 'plain';
  }
  if (mode === 'ISTIO_MUTUAL') {
    return 'mtls';
  }
  if (mode) {
    return 'other';
  }
  return namespaceMode(world.peerAuthentications, service.namespace, world.rootNamespace) ===
    'DISABLE'
    ? 'plain'
    : 'auto';
}

/** What the pods of the workloads do: one arrival where they agree, else one for each. */
export function arriveAtAll(
  world: World,
  caller: Omit<Caller, 'clusters'>,
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
    const hasToken = Boolean(caller.request?.headers.has('authorization'));
    notModelled.push(...reached.notModelled, ...world.influences.onPods(workload, hasToken));
  }
  const pods = Object.fromEntries(workloads.map(({ name, pods: ready }) => [name, ready]));
  const [first, ...others] = Object.values(arrivals);
  const agree = others.every(other => JSON.stringify(other) === JSON.stringify(first));
  return { at: { pods, ...(agree ? { arrival: first } : { arrivals }) }, notModelled };
}

/** A top-level connectionPool also binds the server's sidecar (istio cluster_builder.go, buildInboundCluster). */
function serverLimits(world: World, service: MeshService, workload: Workload, port: number) {
  if (!workload.hasSidecar) {
    return undefined;
  }
  const rule = world.ruleFor({ namespace: workload.namespace }, service);
  return breakerLimits(forPort(rule?.trafficPolicy, port)?.connectionPool);
}
