import { HostMap, isSubsetOf } from './hosts';
import type { NotModelled } from './types';
import type { RouteTable } from './virtualHosts';
import { type Proxy, type Route, buildRoutes } from './virtualService/buildRoutes';
import { isCatchAll } from './virtualService/requestMatcher';
import { whatIsRead } from './whatIsRead';
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
  const notModelled: NotModelled[] = [];
  let scheme: RouteTable['scheme'];
  for (const gateway of world.gateways) {
    const onPort = (gateway.spec.servers ?? []).filter(server => server.port?.number === port);
    if (onPort.length === 0 || !selects(gateway.spec.selector, proxy.labels)) {
      continue;
    }
    notModelled.push(...serversNotModelled(gateway, port));
    const servers = onPort.filter(server => whatIsRead(server) === 'http');
    if (servers.some(({ port: { protocol } = {} }) => protocol?.toUpperCase() === 'HTTPS')) {
      scheme = 'https';
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
    scheme,
    notModelled,
    redirects: host =>
      redirected.some(pattern => isSubsetOf(host, pattern.split('/').at(-1) ?? pattern)),
  };
}

const ASKS_CERTIFICATE = new Set(['MUTUAL', 'ISTIO_MUTUAL']);

/** Of a gateway's servers on a port: connections that are handed on, and clients that need a certificate. */
function serversNotModelled({ key, spec, notModelled }: World['gateways'][number], port: number) {
  const servers = (spec.servers ?? []).flatMap((server, index): NotModelled[] => {
    const path = `spec.servers.${index}`;
    if (server.port?.number !== port) {
      return [];
    }
    if (whatIsRead(server) !== 'http') {
      return [{ object: key, path: `${path}.port.protocol` }];
    }
    return ASKS_CERTIFICATE.has(server.tls?.mode ?? '')
      ? [{ object: key, path: `${path}.tls.mode` }]
      : [];
  });
  return [
    ...servers,
    ...notModelled.filter(({ path }) => {
      const index = /^spec\.servers\.(\d+)\./.exec(path)?.[1];
      return index === undefined || spec.servers?.[Number(index)]?.port?.number === port;
    }),
  ];
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
