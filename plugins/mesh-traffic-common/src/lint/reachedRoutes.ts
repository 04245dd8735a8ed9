import { findCluster } from '../simulate/cluster';
import { weighted } from '../simulate/followRoute';
import { resolveHost } from '../simulate/hosts';
import { ProxyViews } from '../simulate/proxyViews';
import type { MeshService } from '../simulate/services';
import type { SimulatedDestination } from '../simulate/types';
import type { Proxy, Route } from '../simulate/virtualService/buildRoutes';
import type { ResolvedVirtualService } from '../simulate/virtualService/resolveNames';
import type { World } from '../simulate/world';
import { HostCollection } from './HostCollection';
import { ANY_OTHER_NAMESPACE } from './knownNamespaces';

/** Where a share of a route's calls goes, and whether it arrives. */
export type ReachedDestination = Pick<SimulatedDestination, 'host' | 'subset' | 'fails'>;

/** One route of one caller to one service, and where it leads. */
export interface ReachedRoute {
  caller: Proxy;
  service: MeshService;
  port: number;
  route: Route;
  destinations: ReachedDestination[];
}

/** What concerns one service: the rest of the mesh has no part in its routes. */
interface Concerned {
  virtualServices: ResolvedVirtualService[];
  namespaces: string[];
  labels: Record<string, string>[];
}

/** Follows every route to each service, from each namespace that the objects for it name and from one other. */
export function reachedRoutes(world: World): ReachedRoute[] {
  const concernedOf = indexByHost(world);
  const found: ReachedRoute[] = [];
  for (const service of world.services.values()) {
    const concerned = concernedOf(service);
    const part = partOf(world, service, concerned.virtualServices);
    const views = new ProxyViews(part);
    for (const { number: port, protocol } of service.ports) {
      if (protocol !== 'http') {
        continue;
      }
      for (const namespace of concerned.namespaces) {
        for (const labels of concerned.labels) {
          const caller: Proxy = { namespace, labels, isGateway: false };
          for (const route of views.routesOf(caller, port, service.host)) {
            const destinations = follow(part, views, caller, route, port);
            found.push({ caller, service, port, route, destinations });
          }
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
): ReachedDestination[] {
  const { rule, host } = route;
  const targets = rule?.route ?? (host === undefined ? [] : [{ destination: { host } }]);
  const caller = { proxy, clusters: views.clusters(proxy) };
  return weighted(targets).map(({ to: { destination } }) => {
    const { subset, found } = findCluster(world, caller, destination, port);
    const reached = { host: destination.host, subset };
    if (!found) {
      return { ...reached, fails: 'NC' };
    }
    return { ...reached, fails: found.ready.length === 0 ? 'UH' : undefined };
  });
}

/** The world with this service and those that its routes lead to. */
function partOf(
  world: World,
  service: MeshService,
  virtualServices: ResolvedVirtualService[],
): World {
  const services = new Map([[service.host, service]]);
  for (const { http } of virtualServices) {
    for (const rule of http) {
      rule.route?.forEach(({ destination: { host } }) => {
        const target = world.services.get(host);
        if (target) {
          services.set(host, target);
        }
      });
    }
  }
  return { ...world, services, virtualServices };
}

function indexByHost(world: World): (service: MeshService) => Concerned {
  const virtualServices = new HostCollection<ResolvedVirtualService>();
  world.virtualServices.forEach(each =>
    each.hosts.forEach(host => virtualServices.add(host, each)),
  );
  const rules = new HostCollection<{
    namespace: string;
    exportTo: string[];
    labels?: Record<string, string>;
  }>();
  for (const { spec, namespace } of world.objects('DestinationRule')) {
    rules.add(resolveHost(spec.host, namespace), {
      namespace,
      exportTo: spec.exportTo ?? [],
      labels: spec.workloadSelector?.matchLabels,
    });
  }
  const withSidecar = world.sidecars.map(({ namespace }) => namespace);
  const age = new Map(world.virtualServices.map((each, index) => [each, index]));

  return service => {
    const own = [...new Set(virtualServices.overlapping(service.host))].sort(
      (one, other) => (age.get(one) ?? 0) - (age.get(other) ?? 0),
    );
    const ruled = rules.overlapping(service.host);
    const matches = own.flatMap(({ http }) => http.flatMap(({ match }) => match ?? []));
    const named = [
      service.namespace,
      ...withSidecar,
      ...own.flatMap(({ namespace, exportTo }) => [namespace, ...exportTo]),
      ...matches.flatMap(({ sourceNamespace }) => sourceNamespace ?? []),
      ...ruled.flatMap(({ namespace, exportTo }) => [namespace, ...exportTo]),
    ].filter(name => /^[a-z0-9]/.test(name));
    return {
      virtualServices: own,
      namespaces: [...new Set(named)].sort().concat(ANY_OTHER_NAMESPACE),
      labels: distinct([
        {},
        ...matches.flatMap(({ sourceLabels }) => (sourceLabels ? [sourceLabels] : [])),
        ...ruled.flatMap(({ labels }) => (labels ? [labels] : [])),
      ]),
    };
  };
}

/** More combinations of labels than this are not followed. */
const MAX_LABEL_SETS = 8;

function distinct(labels: Record<string, string>[]): Record<string, string>[] {
  return [...new Map(labels.map(each => [JSON.stringify(each), each])).values()].slice(
    0,
    MAX_LABEL_SETS,
  );
}

/** Whether the age of objects can matter: two of them for one host. */
export function hasCompetitors(world: World): boolean {
  const seen = new Set<string>();
  const isSecond = (key: string) => seen.size === seen.add(key).size;
  return (
    world.virtualServices.some(({ hosts }) => hosts.some(isSecond)) ||
    world
      .objects('DestinationRule')
      .some(({ spec, namespace }) => isSecond(`${namespace} ${resolveHost(spec.host, namespace)}`))
  );
}
