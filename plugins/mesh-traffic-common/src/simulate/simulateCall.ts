import type { Caller } from './destination';
import { conditionsNotModelled, followRoute } from './followRoute';
import { gatewayAccess } from './gatewayAccess';
import { patchesFor } from './limits/limitFilters';
import type { ProxyViews } from './proxyViews';
import { readRequest } from './request';
import { simulatePlainText } from './simulatePlainText';
import { simulateTcp } from './simulateTcp';
import type { Call, NotModelled, SimulationResult } from './types';
import { uniqueNotModelled } from './uniqueNotModelled';
import { routesFor } from './virtualHosts';
import type { Proxy } from './virtualService/buildRoutes';
import { matchesRequest } from './virtualService/requestMatcher';
import { hasSidecar } from './workloads';
import type { World } from './world';

const DEFAULT_PORT = 80;
const NO_ROUTE = 'no route matches: 404 NR';

/** The answer to one call. */
export function simulateCall(world: World, views: ProxyViews, asked: Call): SimulationResult {
  const call: Call = {
    ...asked,
    plainText:
      asked.plainText ??
      (!asked.gateway && !hasSidecar(asked.fromLabels ?? {}, {}, world.injects(asked.from))),
  };
  const port = call.port ?? DEFAULT_PORT;
  if (call.plainText) {
    return simulatePlainText(world, call, port);
  }
  const proxy: Proxy = {
    namespace: call.from,
    labels: call.fromLabels ?? {},
    isGateway: Boolean(call.gateway),
  };
  const result = call.tcp
    ? simulateTcp(world, views, proxy, call, port)
    : simulateHttp(world, views, proxy, call, port);
  return {
    ...result,
    notModelled: uniqueNotModelled([
      ...result.notModelled,
      ...callersSide(world, views, proxy, call),
      ...(proxy.isGateway ? (views.routes(proxy, port)?.notModelled ?? []) : []),
      ...world.influences.onHost(call.host, proxy.isGateway),
    ]),
  };
}

function simulateHttp(
  world: World,
  views: ProxyViews,
  proxy: Proxy,
  call: Call,
  port: number,
): SimulationResult {
  const table = views.routes(proxy, port);
  if (!table) {
    return failure('no route configuration for the port');
  }
  const request = readRequest(call, table.scheme);
  const access = proxy.isGateway && gatewayAccess(world, proxy, request);
  if (access && !access.allowed) {
    return {
      ...failure('denied at the gateway: 403'),
      ruleObject: access.by?.object,
      notModelled: access.notModelled,
    };
  }
  if (table.redirects?.(call.host)) {
    return failure('redirect 301');
  }
  const routes = routesFor(table, call.host);
  if (!routes) {
    return failure(proxy.isGateway ? NO_ROUTE : 'no virtual host');
  }
  const route = routes.find(each => matchesRequest(each.match, request));
  if (!route) {
    return { ...failure(NO_ROUTE), notModelled: conditionsNotModelled(routes) };
  }
  const caller: Caller = { call, proxy, clusters: views.clusters(proxy), request };
  const result = followRoute(world, caller, route, port);
  return access
    ? { ...result, notModelled: [...result.notModelled, ...access.notModelled] }
    : result;
}

function failure(error: string): SimulationResult {
  return { error, destinations: [], notModelled: [] };
}

/** What may change a call before it leaves. */
function callersSide(world: World, views: ProxyViews, proxy: Proxy, call: Call): NotModelled[] {
  const context = proxy.isGateway ? 'GATEWAY' : 'SIDECAR_OUTBOUND';
  const { influences } = world;
  const patches = patchesFor(proxy, context, world.envoyFilters, world.rootNamespace);
  return [
    ...(proxy.isGateway ? [] : views.scope(proxy).notModelled),
    ...(call.tcp ? patches.ofConnections : patches.notModelled),
    ...(proxy.isGateway
      ? influences.onPods(proxy, readRequest(call))
      : influences.onCallers(proxy)),
    ...influences.onNamespace(proxy.namespace),
  ];
}
