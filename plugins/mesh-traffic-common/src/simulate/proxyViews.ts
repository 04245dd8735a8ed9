import { gatewayRoutes } from './gatewayRoutes';
import type { MeshService } from './services';
import { type SidecarScope, sidecarFor, sidecarScope } from './sidecarScope';
import { type RouteTable, routesFor, serviceRoutes, sidecarRoutes } from './virtualHosts';
import type { Proxy, Route } from './virtualService/buildRoutes';
import type { World } from './world';

/** Callers differ in few ways; beyond this many the views are made anew. */
const MAX_VIEWS = 2000;

/** What each proxy sees, computed once per namespace, labels and port. */
export class ProxyViews {
  private readonly scopes = new Map<string, SidecarScope>();
  private readonly tables = new Map<string, RouteTable | undefined>();

  /** Without anything that hides, all sidecars see the same. */
  private readonly seesAll: boolean;

  constructor(private readonly world: World) {
    this.seesAll = hidesNothing(world);
  }

  scope(proxy: Proxy): SidecarScope {
    return remember(this.scopes, this.seesAll ? 'every sidecar' : keyOf(proxy), () => {
      const { sidecars, services, virtualServices, rootNamespace } = this.world;
      return sidecarScope(
        sidecarFor(sidecars, proxy.namespace, proxy.labels, rootNamespace),
        proxy.namespace,
        services,
        virtualServices,
      );
    });
  }

  routes(proxy: Proxy, port: number): RouteTable | undefined {
    return remember(this.tables, `${port}:${keyOf(proxy)}`, () =>
      proxy.isGateway
        ? gatewayRoutes(this.world, proxy, port)
        : sidecarRoutes(this.scope(proxy), proxy, port),
    );
  }

  /** The routes of one service's name: what `routes` holds for it, without making the whole table. */
  routesOf(proxy: Proxy, port: number, host: string): Route[] {
    const own = proxy.isGateway ? undefined : serviceRoutes(this.scope(proxy), proxy, port, host);
    if (own) {
      return own;
    }
    const table = this.routes(proxy, port);
    return (table && routesFor(table, host)) ?? [];
  }

  /** A gateway has clusters for every service; no Sidecar object narrows it. */
  clusters(proxy: Proxy): ReadonlyMap<string, MeshService> {
    return proxy.isGateway ? this.world.services : this.scope(proxy).clusters;
  }
}

function hidesNothing({ sidecars, services, virtualServices }: World): boolean {
  return (
    sidecars.length === 0 &&
    virtualServices.every(({ exportTo }) => exportTo.length === 0 || exportTo.includes('*')) &&
    [...services.values()].every(({ exportTo }) => !exportTo || exportTo.includes('*'))
  );
}

function keyOf(proxy: Proxy): string {
  const labels = Object.entries(proxy.labels);
  if (labels.length === 0) {
    return `${proxy.isGateway ? 'gateway' : 'sidecar'} ${proxy.namespace}`;
  }
  labels.sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([proxy.isGateway, proxy.namespace, labels]);
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  if (!known.has(key)) {
    if (known.size >= MAX_VIEWS) {
      known.clear();
    }
    known.set(key, make());
  }
  return known.get(key) as T;
}
