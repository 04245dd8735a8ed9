import { reach } from '../simulate/destination';
import { weighted } from '../simulate/followRoute';
import { ProxyViews } from '../simulate/proxyViews';
import type { MeshService } from '../simulate/services';
import type { SimulatedDestination } from '../simulate/types';
import type { Proxy, Route } from '../simulate/virtualService/buildRoutes';
import { routesFor } from '../simulate/virtualHosts';
import type { World } from '../simulate/world';

/** One route of one caller to one service, and where it leads. */
export interface ReachedRoute {
  caller: Proxy;
  service: MeshService;
  port: number;
  route: Route;
  /** Place of the route among those of this caller and host. */
  index: number;
  destinations: SimulatedDestination[];
}

/** Follows every route that a caller of each namespace has to each service, by Istio's rules. */
export function reachedRoutes(world: World, namespaces: readonly string[]): ReachedRoute[] {
  const views = new ProxyViews(world);
  const labels = labelSets(world);
  const found: ReachedRoute[] = [];
  for (const service of world.services.values()) {
    for (const { number, protocol } of service.ports) {
      if (protocol !== 'http') {
        continue;
      }
      for (const namespace of namespaces) {
        for (const each of labels) {
          const caller: Proxy = { namespace, labels: each, isGateway: false };
          const table = views.routes(caller, number);
          const routes = (table && routesFor(table, service.host)) ?? [];
          routes.forEach((route, index) =>
            found.push({
              caller,
              service,
              port: number,
              route,
              index,
              destinations: follow(world, views, caller, route, number),
            }),
          );
        }
      }
    }
  }
  return found;
}

function follow(
  world: World,
  views: ProxyViews,
  proxy: Proxy,
  route: Route,
  port: number,
): SimulatedDestination[] {
  const { rule, host } = route;
  const targets = rule?.route ?? (host === undefined ? [] : [{ destination: { host } }]);
  const caller = {
    call: { from: proxy.namespace, host: host ?? '' },
    proxy,
    clusters: views.clusters(proxy),
  };
  return weighted(targets).map(
    ({ to, weight }) => reach(world, caller, to.destination, port, weight).destination,
  );
}

/** Labels that rules ask of callers: none, and each set that a match or a DestinationRule's selector names. */
function labelSets(world: World): Record<string, string>[] {
  const sets = new Map<string, Record<string, string>>([['{}', {}]]);
  const add = (labels: Record<string, string> | undefined) => {
    if (labels && Object.keys(labels).length > 0 && sets.size < 8) {
      sets.set(JSON.stringify(labels), labels);
    }
  };
  for (const { http } of world.virtualServices) {
    http.forEach(rule => rule.match?.forEach(match => add(match.sourceLabels)));
  }
  world.objects('DestinationRule').forEach(({ spec }) => add(spec.workloadSelector?.matchLabels));
  return [...sets.values()];
}
