import { HostMap, isSubsetOf } from './hosts';
import type { RouteTable } from './virtualHosts';
import { type Proxy, type Route, buildRoutes } from './virtualService/buildRoutes';
import { isCatchAll } from './virtualService/requestMatcher';
import { visibleVirtualServices } from './virtualService/visibility';
import { selects } from './workloads';
import type { World } from './world';

/**
 * The route table of an ingress gateway for a port. Unlike in the mesh, the VirtualServices of one host are joined, and
 * catch-alls go last (istio pilot/pkg/networking/core/gateway.go, buildGatewayHTTPRouteConfig).
 */
export function gatewayRoutes(world: World, proxy: Proxy, port: number): RouteTable {
  const domains = new HostMap<Route[]>();
  const redirected: string[] = [];
  for (const gateway of world.gateways) {
    const servers = (gateway.spec.servers ?? []).filter(server => server.port?.number === port);
    if (servers.length === 0 || !selects(gateway.spec.selector, proxy.labels)) {
      continue;
    }
    const name = `${gateway.namespace}/${gateway.name}`;
    redirected.push(
      ...servers.filter(server => server.tls?.httpsRedirect).flatMap(server => server.hosts ?? []),
    );
    for (const virtualService of visibleVirtualServices(
      world.virtualServices,
      proxy.namespace,
      name,
    )) {
      const routes = buildRoutes(virtualService, proxy, port, [name]);
      const offered = servers.flatMap(server => server.hosts ?? []);
      for (const host of servedHosts(
        virtualService.hosts,
        virtualService.namespace,
        gateway.namespace,
        offered,
      )) {
        domains.set(host.toLowerCase(), [...(domains.get(host.toLowerCase()) ?? []), ...routes]);
      }
    }
  }
  for (const [host, routes] of domains.entries()) {
    const catchAlls = routes.filter(route => isCatchAll(route.match));
    domains.set(host, [...routes.filter(route => !isCatchAll(route.match)), ...catchAlls]);
  }
  return {
    domains,
    redirects: host =>
      redirected.some(pattern => isSubsetOf(host, pattern.split('/').at(-1) ?? pattern)),
  };
}

/** Where a VirtualService's hosts and a server's meet: the narrower name of each pair. */
function servedHosts(
  own: readonly string[],
  ownNamespace: string,
  gatewayNamespace: string,
  offered: readonly string[],
): string[] {
  const served = new Set<string>();
  for (const entry of offered) {
    const [namespace, host] = entry.includes('/') ? entry.split('/') : ['*', entry];
    const wanted = namespace === '.' ? gatewayNamespace : namespace;
    if (wanted !== '*' && wanted !== ownNamespace) {
      continue;
    }
    for (const name of own) {
      if (isSubsetOf(name, host)) {
        served.add(name);
      } else if (isSubsetOf(host, name)) {
        served.add(host);
      }
    }
  }
  return [...served];
}
