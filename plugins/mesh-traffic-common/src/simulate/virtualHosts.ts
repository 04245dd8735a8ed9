import { HostMap, isSubsetOf, isWildcard } from './hosts';
import type { MeshService } from './services';
import type { Listener, SidecarScope } from './sidecarScope';
import type { NotModelled } from './types';
import { type Proxy, type Route, buildRoutes } from './virtualService/buildRoutes';
import { MESH_GATEWAY, type ResolvedVirtualService } from './virtualService/resolveNames';

/** A proxy's route table for one port, by domain. */
export interface RouteTable {
  /** Exact domains and `*.` wildcards, lower case. */
  domains: HostMap<Route[]>;
  /** At gateways: hosts that are sent to HTTPS before any route is looked at. */
  redirects?: (host: string) => boolean;
  /** At gateways that end TLS; `http` where absent. */
  scheme?: 'https';
  /** At gateways: what of their servers on this port is not modelled. */
  notModelled?: NotModelled[];
}

/**
 * The route table of a sidecar for an HTTP port; undefined where it has none, because no imported service has an HTTP
 * port of that number. The first VirtualService that yields routes for this proxy takes a host; services without
 * one keep their own route (istio pilot/pkg/networking/core/httproute.go, BuildSidecarOutboundVirtualHosts).
 */
export function sidecarRoutes(
  scope: SidecarScope,
  proxy: Proxy,
  port: number,
): RouteTable | undefined {
  const listener = listenerFor(scope, port);
  if (!listener) {
    return undefined;
  }
  const services = [...listener.services.values()].filter(each => hasHttpPort(each, port));
  if (services.length === 0) {
    return undefined;
  }
  const mostSpecific = mostSpecificByService(listener);
  const domains = new HostMap<Route[]>();
  const claim = (names: string[], routes: Route[]) => {
    for (const name of names) {
      if (!domains.has(name)) {
        domains.set(name, routes);
      }
    }
  };
  const claimed = new Set<string>();
  for (const virtualService of listener.virtualServices) {
    const routes = buildRoutes(virtualService, proxy, port, [MESH_GATEWAY]);
    if (routes.length === 0) {
      continue;
    }
    const { plainHosts, matching } = splitHosts(virtualService, services, mostSpecific);
    if (matching.length > 0 || port === 80) {
      plainHosts.forEach(host => claim([host.toLowerCase()], routes));
    }
    for (const service of matching) {
      if (!claimed.has(service.host)) {
        claimed.add(service.host);
        claim(domainsOf(service, proxy), routes);
      }
    }
  }
  for (const service of services) {
    if (!claimed.has(service.host)) {
      claim(domainsOf(service, proxy), [ownRoute(service)]);
    }
  }
  return { domains };
}

/**
 * What `sidecarRoutes` and `routesFor` give for the name of one service, without the rest of the table. Undefined where
 * the proxy does not import that port of the service: then only the table tells who takes the name.
 */
export function serviceRoutes(
  scope: SidecarScope,
  proxy: Proxy,
  port: number,
  host: string,
): Route[] | undefined {
  const listener = listenerFor(scope, port);
  const service = listener?.services.get(host);
  if (!listener || !service || !hasHttpPort(service, port)) {
    return undefined;
  }
  const mostSpecific = mostSpecificByService(listener);
  for (const virtualService of listener.virtualServices) {
    if (virtualService.hosts.some(own => takes(virtualService, own, service, mostSpecific))) {
      const routes = buildRoutes(virtualService, proxy, port, [MESH_GATEWAY]);
      if (routes.length > 0) {
        return routes;
      }
    }
  }
  return [ownRoute(service)];
}

/** Envoy's choice: the domain itself, else the longest wildcard; a port in the host is not looked at. */
export function routesFor(table: RouteTable, host: string): Route[] | undefined {
  return table.domains.mostSpecific(host.toLowerCase().replace(/:\d+$/, ''));
}

/** One per listener, since many proxies share it. */
const mostSpecificOf = new WeakMap<Listener, Map<string, ResolvedVirtualService>>();

/** For each service, the VirtualService with the most specific host: a wildcard serves only where it is that one. */
function mostSpecificByService(listener: Listener): Map<string, ResolvedVirtualService> {
  const known = mostSpecificOf.get(listener);
  if (known) {
    return known;
  }
  const byHost = new HostMap<ResolvedVirtualService>();
  for (const virtualService of listener.virtualServices) {
    for (const host of virtualService.hosts) {
      if (!byHost.has(host)) {
        byHost.set(host, virtualService);
      }
    }
  }
  const found = new Map<string, ResolvedVirtualService>();
  for (const { host } of listener.services.values()) {
    const best = byHost.mostSpecific(host);
    if (best) {
      found.set(host, best);
    }
  }
  mostSpecificOf.set(listener, found);
  return found;
}

function splitHosts(
  virtualService: ResolvedVirtualService,
  services: readonly MeshService[],
  mostSpecific: ReadonlyMap<string, ResolvedVirtualService>,
): { plainHosts: string[]; matching: MeshService[] } {
  const plainHosts: string[] = [];
  const matching: MeshService[] = [];
  for (const host of virtualService.hosts) {
    const covered = services.filter(service => isSubsetOf(service.host, host));
    if (covered.length === 0) {
      plainHosts.push(host);
    }
    matching.push(...covered.filter(service => takes(virtualService, host, service, mostSpecific)));
  }
  return { plainHosts, matching };
}

/** A service also answers to its short names (istio httproute.go, GenerateAltVirtualHosts). */
function domainsOf(service: MeshService, proxy: Proxy): string[] {
  const short = `${service.name}.${service.namespace}`;
  const names = [service.host, `${short}.svc`, short];
  return service.namespace === proxy.namespace ? [...names, service.name] : names;
}

function listenerFor(scope: SidecarScope, port: number): Listener | undefined {
  return scope.listeners.find(each => each.port === undefined || each.port === port);
}

/** Without a VirtualService: all pods of the service. */
function ownRoute({ host }: MeshService): Route {
  return { name: 'default', host };
}

/** Whether one of its hosts is a service's name, or the most specific wildcard for it. */
function takes(
  virtualService: ResolvedVirtualService,
  host: string,
  service: MeshService,
  mostSpecific: ReadonlyMap<string, ResolvedVirtualService>,
): boolean {
  return (
    isSubsetOf(service.host, host) &&
    (!isWildcard(host) || mostSpecific.get(service.host) === virtualService)
  );
}

function hasHttpPort(service: MeshService, port: number): boolean {
  return service.ports.some(each => each.number === port && each.protocol === 'http');
}
