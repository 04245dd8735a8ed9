import type { HttpMatch } from '../istioTypes';
import { selects } from '../workloads';
import { isCatchAll } from './requestMatcher';
import type { ResolvedVirtualService, Rule } from './resolveNames';

/** The proxy that a route is built for. */
export interface Proxy {
  namespace: string;
  labels: Record<string, string>;
  isGateway: boolean;
}

/** One entry of a proxy's route table. */
export interface Route {
  name?: string;
  /** `kind/namespace/name`; absent for a service's own route. */
  object?: string;
  match?: HttpMatch;
  /** Absent: a service's own route to all its pods. */
  rule?: Rule;
  /** Of a service's own route: the service. */
  host?: string;
  /** The rule's VirtualService, for its fields that are not modelled. */
  virtualService?: ResolvedVirtualService;
}

/**
 * The routes that a VirtualService gives a proxy on a port: Istio drops what the proxy's namespace, labels and
 * gateways rule out, and everything after a catch-all. None: the VirtualService is passed over, and the service keeps
 * its own route (istio pilot/pkg/networking/core/route/route.go, BuildHTTPRoutesForVirtualService).
 */
export function buildRoutes(
  virtualService: ResolvedVirtualService,
  proxy: Proxy,
  port: number,
  gateways: readonly string[],
): Route[] {
  const routes: Route[] = [];
  for (const rule of virtualService.http) {
    const matches = rule.match?.length ? rule.match : [undefined];
    for (const match of matches) {
      if (!concerns(match, proxy, port, gateways)) {
        continue;
      }
      routes.push({
        name: match?.name ? `${rule.name ?? ''}.${match.name}` : rule.name || undefined,
        object: rule.writtenIn,
        match,
        rule,
        virtualService,
      });
      if (match && isCatchAll(match)) {
        return routes;
      }
    }
    if (!rule.match?.length) {
      return routes;
    }
  }
  return routes;
}

/** `gateways` in a match sets aside its source namespace and labels. */
function concerns(
  match: HttpMatch | undefined,
  proxy: Proxy,
  port: number,
  gateways: readonly string[],
): boolean {
  if (!match) {
    return true;
  }
  if (match.port && match.port !== port) {
    return false;
  }
  if (match.gateways?.length) {
    return match.gateways.some(gateway => gateways.includes(gateway));
  }
  return (
    selects(match.sourceLabels, proxy.labels) &&
    (!match.sourceNamespace || match.sourceNamespace === proxy.namespace)
  );
}
