import { authorize, policiesFor } from './access/authorize';
import type { HttpRequest } from './request';
import type { Decider, NotModelled } from './types';
import type { Proxy } from './virtualService/buildRoutes';
import type { World } from './world';

/**
 * Access control of the gateway itself: policies of its namespace and of the root namespace bind it like any workload,
 * and a client from outside has no identity there. What policies say of ports is not modelled: the gateway's own ports
 * are not among the manifests.
 */
export function gatewayAccess(
  world: World,
  proxy: Proxy,
  request: HttpRequest,
): { allowed: boolean; by?: Decider; notModelled: NotModelled[] } {
  const policies = policiesFor(proxy, world.authorizationPolicies, world.rootNamespace);
  const bound = [...policies.custom, ...policies.deny, ...policies.allow];
  const { allowed, by, asks } = authorize(policies, { request, port: NaN }, world.trustDomains);
  const withPorts = bound.filter(({ spec }) =>
    spec.rules?.some(rule =>
      rule.to?.some(({ operation }) => operation?.ports ?? operation?.notPorts),
    ),
  );
  return {
    allowed,
    ...(by ? { by } : {}),
    notModelled: [
      ...bound.flatMap(policy => policy.notModelled),
      // Whether the external authorizer lets the call in is not told by manifests.
      ...(asks ? [{ object: asks.object, path: 'spec.provider' }] : []),
      ...withPorts.map(({ key }) => ({ object: key, path: 'spec.rules' })),
    ],
  };
}
