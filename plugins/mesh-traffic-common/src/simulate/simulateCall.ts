import { type Caller, arriveAtAll, reach } from './destination';
import { normalizeDuration } from './durations';
import type { Destination, WeightedDestination } from './istioTypes';
import type { ProxyViews } from './proxyViews';
import { readRequest } from './request';
import { readRetries } from './retries';
import type { Call, NotModelled, SimulationResult } from './types';
import { routesFor } from './virtualHosts';
import type { Proxy, Route } from './virtualService/buildRoutes';
import { matchesRequest } from './virtualService/requestMatcher';
import type { World } from './world';

const DEFAULT_PORT = 80;
const NO_ROUTE = 'no route matches: 404 NR';

/** The answer to one call. */
export function simulateCall(world: World, views: ProxyViews, asked: Call): SimulationResult {
  const call: Call = {
    ...asked,
    plainText: asked.plainText ?? (!asked.gateway && world.injects(asked.from) === false),
  };
  if (call.plainText) {
    return simulatePlainText(world, call);
  }
  const proxy: Proxy = {
    namespace: call.from,
    labels: call.fromLabels ?? {},
    isGateway: Boolean(call.gateway),
  };
  const port = call.port ?? DEFAULT_PORT;
  const table = views.routes(proxy, port);
  if (!table) {
    return failure('no route configuration for the port');
  }
  const routes = routesFor(table, call.host);
  if (!routes) {
    return failure(proxy.isGateway ? NO_ROUTE : 'no virtual host');
  }
  const request = readRequest(call);
  const route = routes.find(each => matchesRequest(each.match, request));
  if (!route) {
    return failure(NO_ROUTE);
  }
  const caller: Caller = { call, proxy, clusters: views.clusters(proxy), request };
  return followRoute(world, caller, route, port);
}

function failure(error: string): SimulationResult {
  return { error, destinations: [], notModelled: [] };
}

function followRoute(world: World, caller: Caller, route: Route, port: number): SimulationResult {
  const { rule } = route;
  const named = {
    ...(route.name ? { rule: route.name } : {}),
    ...(route.object ? { ruleObject: route.object } : {}),
  };
  if (rule?.redirect) {
    return { ...named, ...failure(`redirect ${rule.redirect.redirectCode ?? 301}`) };
  }
  if (rule?.directResponse) {
    return { ...named, ...failure(`direct response ${rule.directResponse.status}`) };
  }
  const own: WeightedDestination[] = [{ destination: { host: caller.call.host } }];
  const targets = rule ? (rule.route ?? []) : own;
  const isWeighted = targets.length > 1;
  const reached = targets
    .filter(to => !isWeighted || to.weight)
    .map(to => reach(world, caller, to.destination, port, isWeighted ? to.weight : undefined));
  const mirrors = rule ? mirrorsOf(rule).map(to => clusterName(to, port)) : [];
  return {
    ...named,
    timeout: rule?.timeout === undefined ? 'none' : normalizeDuration(rule.timeout),
    retries: readRetries(rule?.retries),
    ...(mirrors.length > 0 ? { mirrors } : {}),
    destinations: reached.map(({ destination }) => destination),
    notModelled: unique([
      ...rulesNotModelled(route),
      ...reached.flatMap(({ notModelled }) => notModelled),
    ]),
  };
}

function mirrorsOf(rule: NonNullable<Route['rule']>): Destination[] {
  const single = rule.mirror && rule.mirrorPercentage?.value !== 0 ? [rule.mirror] : [];
  const several = (rule.mirrors ?? []).flatMap(({ destination, percentage }) =>
    destination && percentage?.value !== 0 ? [destination] : [],
  );
  return [...single, ...several];
}

function clusterName(to: Destination, port: number): string {
  return `outbound|${to.port?.number || port}|${to.subset ?? ''}|${to.host}`;
}

/** Fields of the rule that matched, and of its object outside of any rule. */
function rulesNotModelled(route: Route): NotModelled[] {
  const { rule, virtualService } = route;
  return (virtualService?.source.notModelled ?? []).filter(
    ({ object, path }) =>
      object === rule?.writtenIn &&
      (!path.startsWith('spec.http[') || path.startsWith(`${rule.path}.`)),
  );
}

function unique(entries: readonly NotModelled[]): NotModelled[] {
  return [...new Map(entries.map(entry => [`${entry.object} ${entry.path}`, entry])).values()];
}

/** Without a sidecar no rule of the caller's side applies: Kubernetes spreads the calls over all pods. */
function simulatePlainText(world: World, call: Call): SimulationResult {
  const port = call.port ?? DEFAULT_PORT;
  const service = world.services.get(call.host);
  const servicePort = service?.ports.find(each => each.number === port);
  if (!service || !servicePort) {
    return failure('no such service or port');
  }
  const base = { cluster: 'kube-proxy', host: call.host, port, tls: 'plain' };
  const ready = service.workloads.filter(({ pods }) => pods > 0);
  if (ready.length === 0) {
    return { destinations: [{ ...base, pods: {}, fails: 'UH' }], notModelled: [] };
  }
  const proxy: Proxy = { namespace: call.from, labels: call.fromLabels ?? {}, isGateway: false };
  const caller = { call, proxy, request: readRequest(call) };
  const { at, notModelled } = arriveAtAll(world, caller, service, servicePort, ready, 'plain');
  return {
    destinations: [{ ...base, pods: {}, ...at }],
    notModelled: unique(notModelled),
  };
}
