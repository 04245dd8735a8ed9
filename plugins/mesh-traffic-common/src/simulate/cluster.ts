import { namespaceMode } from './access/peerAuthentication';
import type { ClientTls } from './arrive';
import { breakerLimits, clusterPolicy, outlierLimits } from './destinationRule/clusterPolicy';
import type { ConsolidatedRule } from './destinationRule/consolidate';
import type { Destination, Subset } from './istioTypes';
import type { MeshService, ServicePort } from './services';
import type { SimulatedDestination } from './types';
import type { Proxy } from './virtualService/buildRoutes';
import { type Workload, selects } from './workloads';
import type { World } from './world';

/** A proxy that calls, and what it can call. */
export interface ClusterView {
  proxy: Proxy;
  /** Services that the caller has clusters for. */
  clusters: ReadonlyMap<string, MeshService>;
}

/** Where a destination leads as seen from the caller, without what the pods do. */
export interface Cluster {
  destination: SimulatedDestination;
  /** Absent where the caller has no such cluster. */
  found?: {
    service: MeshService;
    servicePort: ServicePort;
    rule?: ConsolidatedRule;
    tls: ClientTls;
    /** Workloads with ready pods; empty where the cluster has no endpoint. */
    ready: Workload[];
  };
}

/** A destination's cluster before its settings are read. */
interface FoundCluster {
  port: number;
  subset?: string;
  /** Absent where the caller has no such cluster. */
  found?: Pick<NonNullable<Cluster['found']>, 'service' | 'servicePort' | 'rule' | 'ready'> & {
    chosen?: Subset;
  };
}

/** The part of `resolveCluster` that tells whether a call arrives anywhere. */
export function findCluster(
  world: World,
  caller: ClusterView,
  to: Destination,
  calledPort: number,
): FoundCluster {
  const service = caller.clusters.get(to.host);
  const port = to.port?.number || defaultPort(service, caller.proxy, calledPort);
  const subset = to.subset || undefined;
  const servicePort = service?.ports.find(each => each.number === port);
  if (!service || !servicePort) {
    return { port, subset };
  }
  const rule = world.ruleFor(caller.proxy, service);
  const chosen = subset ? rule?.subsets.find(({ name }) => name === subset) : undefined;
  if (subset && !chosen) {
    return { port, subset };
  }
  const ready = service.workloads.filter(
    workload => workload.pods > 0 && selects(chosen?.labels, workload.labels),
  );
  return { port, subset, found: { service, servicePort, rule, ready, chosen } };
}

/** Resolves a route's destination to Envoy's cluster: limits, TLS and endpoints. */
export function resolveCluster(
  world: World,
  caller: ClusterView,
  to: Destination,
  calledPort: number,
  weight?: number,
): Cluster {
  const { port, subset, found } = findCluster(world, caller, to, calledPort);
  const base: SimulatedDestination = {
    cluster: `outbound|${port}|${subset ?? ''}|${to.host}`,
    host: to.host,
    port,
    ...(subset ? { subset } : {}),
    ...(weight === undefined ? {} : { weight }),
    pods: {},
  };
  if (!found) {
    return { destination: { ...base, fails: 'NC' } };
  }
  const { service, servicePort, rule, ready, chosen } = found;
  const policy = clusterPolicy(rule?.trafficPolicy, chosen, port);
  const tls = clientTls(world, service, policy.tls?.mode);
  const breaker = breakerLimits(policy.connectionPool, policy.retryBudget);
  const outlier = outlierLimits(policy.outlierDetection);
  const destination: SimulatedDestination = {
    ...base,
    ...(tls === 'auto' ? {} : { tls: tls === 'other' ? policy.tls?.mode : tls }),
    ...(breaker ? { breaker } : {}),
    ...(outlier ? { outlier } : {}),
    ...(rule ? { destinationRules: rule.from.map(({ key }) => key) } : {}),
    ...(ready.length === 0 ? { fails: 'UH' as const } : {}),
  };
  return { destination, found: { service, servicePort, rule, tls, ready } };
}

/** A gateway does not know which port was meant, unless the service has only one. */
function defaultPort(service: MeshService | undefined, proxy: Proxy, calledPort: number): number {
  return proxy.isGateway && service?.ports.length === 1 ? service.ports[0].number : calledPort;
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
