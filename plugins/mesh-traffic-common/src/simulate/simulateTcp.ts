import { type Caller, reach } from './destination';
import { weighted } from './followRoute';
import { hostsOverlap } from './hosts';
import type { L4Match, L4Route } from './istioTypes';
import type { ProxyViews } from './proxyViews';
import type { Call, NotModelled, SimulationResult } from './types';
import { uniqueNotModelled } from './uniqueNotModelled';
import type { Proxy } from './virtualService/buildRoutes';
import { MESH_GATEWAY, type ResolvedVirtualService } from './virtualService/resolveNames';
import { selects } from './workloads';
import type { World } from './world';

/**
 * A TCP connection of a sidecar. The first `tcp` rule for this proxy counts, over all VirtualServices of the host; http
 * rules, timeouts and retries do not exist here (istio pilot/pkg/networking/core/tls.go).
 */
export function simulateTcp(
  world: World,
  views: ProxyViews,
  proxy: Proxy,
  call: Call,
  port: number,
): SimulationResult {
  if (proxy.isGateway) {
    return failure('connections at a gateway are not followed');
  }
  const scope = views.scope(proxy);
  const listener = scope.listeners.find(each => each.port === undefined || each.port === port);
  const service = listener?.services.get(call.host);
  const servicePort = service?.ports.find(each => each.number === port);
  if (!listener || !service || !servicePort) {
    return failure('no listener for the host and port');
  }
  if (servicePort.protocol !== 'tcp' && !servicePort.isDetected) {
    return failure('the port speaks HTTP');
  }
  const caller: Caller = { call, proxy, clusters: scope.clusters };
  const ofHost = listener.virtualServices.filter(each =>
    each.hosts.some(host => hostsOverlap(host, service.host)),
  );
  const found = findRule(ofHost, proxy, port);
  const targets = found?.rule.route ?? [{ destination: { host: service.host } }];
  const reached = weighted(targets).map(({ to, weight }) =>
    reach(world, caller, to.destination, port, weight),
  );
  return {
    ...(found ? { ruleObject: found.virtualService.key } : { rule: 'default' }),
    destinations: reached.map(({ destination }) => destination),
    notModelled: uniqueNotModelled([
      ...ofHost
        .filter(each => asksServerName(each, port))
        .map(({ key }) => ({ object: key, path: 'spec.tls' })),
      ...(found ? rulesNotModelled(found.virtualService) : []),
      ...reached.flatMap(({ notModelled }) => notModelled),
    ]),
  };
}

function failure(error: string): SimulationResult {
  return { error, destinations: [], notModelled: [] };
}

function findRule(
  virtualServices: readonly ResolvedVirtualService[],
  proxy: Proxy,
  port: number,
): { virtualService: ResolvedVirtualService; rule: L4Route } | undefined {
  for (const virtualService of virtualServices) {
    const rule = virtualService.tcp.find(
      each => !each.match?.length || each.match.some(match => concerns(match, proxy, port)),
    );
    if (rule) {
      return { virtualService, rule };
    }
  }
  return undefined;
}

/** Unlike for HTTP, all conditions of a match hold together, `gateways` among them. */
function concerns(match: L4Match, proxy: Proxy, port: number): boolean {
  return (
    (!match.gateways?.length || match.gateways.includes(MESH_GATEWAY)) &&
    (!match.port || match.port === port) &&
    (!match.sourceNamespace || match.sourceNamespace === proxy.namespace) &&
    selects(match.sourceLabels, proxy.labels)
  );
}

/** Rules by server name: a connection has none here. */
function asksServerName({ tls }: ResolvedVirtualService, port: number): boolean {
  return tls.some(
    ({ match }) => !match?.length || match.some(each => !each.port || each.port === port),
  );
}

function rulesNotModelled(virtualService: ResolvedVirtualService): NotModelled[] {
  return virtualService.source.notModelled.filter(({ path }) => !path.startsWith('spec.http.'));
}
