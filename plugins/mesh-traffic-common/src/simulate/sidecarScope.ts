import type { Admitted } from './admission/admit';
import { hostsOverlap, isSubsetOf } from './hosts';
import type { SidecarSpec } from './istioTypes';
import { type MeshService, isVisibleTo } from './services';
import type { NotModelled } from './types';
import { MESH_GATEWAY, type ResolvedVirtualService } from './virtualService/resolveNames';
import { visibleVirtualServices } from './virtualService/visibility';
import { selects } from './workloads';

/** What one egress listener of a sidecar imports. */
export interface Listener {
  /** Absent: all ports that no other listener names. */
  port?: number;
  services: Map<string, MeshService>;
  virtualServices: ResolvedVirtualService[];
}

/** What a sidecar sees of the mesh. */
export interface SidecarScope {
  listeners: Listener[];
  /** Services with a cluster in this proxy: the imported ones and those that their routes lead to. */
  clusters: Map<string, MeshService>;
  notModelled: NotModelled[];
}

/** Source: istio pilot/pkg/model/sidecar.go. */
export function sidecarScope(
  sidecar: Admitted<SidecarSpec> | undefined,
  namespace: string,
  services: ReadonlyMap<string, MeshService>,
  virtualServices: readonly ResolvedVirtualService[],
): SidecarScope {
  const visibleServices = [...services.values()].filter(each => isVisibleTo(each, namespace));
  const visibleRules = visibleVirtualServices(virtualServices, namespace, MESH_GATEWAY);
  const egress = sidecar?.spec.egress?.length ? sidecar.spec.egress : [{ hosts: ['*/*'] }];
  const listeners = egress.map((listener): Listener => {
    const imports = readImports(listener.hosts ?? [], namespace);
    const port = 'port' in listener ? listener.port?.number : undefined;
    return {
      port,
      services: new Map(
        visibleServices
          .filter(each => imports(each.namespace).some(host => isSubsetOf(each.host, host)))
          .filter(each => !port || each.ports.some(({ number }) => number === port))
          .map(each => [each.host, port ? onlyPorts(each, [port]) : each]),
      ),
      virtualServices: visibleRules.filter(each =>
        imports(each.namespace).some(host => each.hosts.some(own => hostsOverlap(own, host))),
      ),
    };
  });
  return {
    listeners,
    clusters: collectClusters(listeners, namespace, services),
    notModelled: sidecar?.notModelled ?? [],
  };
}

/** The Sidecar object for a pod: one with a matching selector, else the namespace's, else the root namespace's. */
export function sidecarFor(
  sidecars: readonly Admitted<SidecarSpec>[],
  namespace: string,
  labels: Record<string, string>,
  rootNamespace: string,
): Admitted<SidecarSpec> | undefined {
  const own = sidecars.filter(each => each.namespace === namespace);
  return (
    own.find(
      each => each.spec.workloadSelector && selects(each.spec.workloadSelector.labels, labels),
    ) ??
    own.find(each => !each.spec.workloadSelector) ??
    sidecars.find(each => each.namespace === rootNamespace && !each.spec.workloadSelector)
  );
}

/** `namespace/host` entries, by the namespace of the imported object; `.` is the caller's own, `*` any. */
function readImports(hosts: readonly string[], own: string): (namespace: string) => string[] {
  const byNamespace = new Map<string, string[]>();
  for (const entry of hosts) {
    const [namespace, host, ...rest] = entry.split('/');
    if (host !== undefined && rest.length === 0) {
      const key = namespace === '.' ? own : namespace;
      byNamespace.set(key, [...(byNamespace.get(key) ?? []), host]);
    }
  }
  return namespace => [...(byNamespace.get(namespace) ?? []), ...(byNamespace.get('*') ?? [])];
}

function collectClusters(
  listeners: readonly Listener[],
  namespace: string,
  services: ReadonlyMap<string, MeshService>,
): Map<string, MeshService> {
  const clusters = new Map<string, MeshService>();
  for (const listener of listeners) {
    for (const service of listener.services.values()) {
      addPorts(clusters, service);
    }
    for (const virtualService of listener.virtualServices) {
      for (const [host, ports] of destinations(virtualService, namespace)) {
        const service = services.get(host);
        if (service && isVisibleTo(service, namespace) && !clusters.has(host)) {
          addPorts(clusters, ports.has(0) ? service : onlyPorts(service, [...ports]));
        }
      }
    }
  }
  return clusters;
}

/** Hosts and ports that the rules for this namespace lead to; 0 stands for "the port that was called". */
function destinations(
  virtualService: ResolvedVirtualService,
  namespace: string,
): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const add = (to: { host: string; port?: { number?: number } } | undefined) => {
    if (to) {
      found.set(to.host, (found.get(to.host) ?? new Set()).add(to.port?.number ?? 0));
    }
  };
  for (const rule of virtualService.http) {
    const asked = (rule.match ?? []).map(match => match.sourceNamespace).filter(Boolean);
    if (asked.length > 0 && !asked.includes(namespace)) {
      continue;
    }
    rule.route?.forEach(to => add(to.destination));
    add(rule.mirror);
    rule.mirrors?.forEach(mirror => add(mirror.destination));
  }
  for (const rule of [...virtualService.tcp, ...virtualService.tls]) {
    rule.route?.forEach(to => add(to.destination));
  }
  return found;
}

function onlyPorts(service: MeshService, numbers: readonly number[]): MeshService {
  return { ...service, ports: service.ports.filter(port => numbers.includes(port.number)) };
}

function addPorts(clusters: Map<string, MeshService>, service: MeshService): void {
  const known = clusters.get(service.host);
  if (!known) {
    if (service.ports.length > 0) {
      clusters.set(service.host, service);
    }
    return;
  }
  const added = service.ports.filter(
    port => !known.ports.some(({ number }) => number === port.number),
  );
  if (added.length > 0) {
    clusters.set(service.host, { ...known, ports: [...known.ports, ...added] });
  }
}
