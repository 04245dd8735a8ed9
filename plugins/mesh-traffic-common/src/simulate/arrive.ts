import { type ArrivingCall } from './access/arrivingCall';
import { authorize, policiesFor } from './access/authorize';
import { mtlsMode } from './access/peerAuthentication';
import { envoyFiltersFor, limitFilters } from './limits/limitFilters';
import type { Arrival, NotModelled } from './types';
import type { Workload } from './workloads';
import type { World } from './world';

/** How the caller's side of the connection is made: `auto` is mutual TLS where the pod can. */
export type ClientTls = 'plain' | 'mtls' | 'auto' | 'other';

export interface ArrivalInput extends ArrivingCall {
  tls: ClientTls;
}

/** What one workload's pods do with a call, and what of it is not modelled. */
export function arrive(
  world: World,
  workload: Workload,
  call: ArrivalInput,
): { arrival: Arrival; notModelled: NotModelled[] } {
  if (!workload.hasSidecar) {
    const access = call.tls === 'mtls' ? 'refused' : 'allow';
    return { arrival: { mtls: 'no sidecar', access }, notModelled: [] };
  }
  const mtls = mtlsMode(world.peerAuthentications, workload, call.port, world.rootNamespace);
  // Callers do not learn of a DISABLE that stands on a workload or port alone: they keep sending mutual TLS.
  const encrypted = call.tls === 'mtls' || call.tls === 'auto';
  if ((mtls === 'STRICT' && !encrypted) || (mtls === 'DISABLE' && encrypted)) {
    return { arrival: { mtls, access: 'refused' }, notModelled: [] };
  }
  const policies = policiesFor(workload, world.authorizationPolicies, world.rootNamespace);
  const verdict = authorize(
    policies,
    encrypted ? call : { ...call, identity: undefined },
    world.trustDomains,
  );
  const denied = call.request ? 'deny' : 'refused';
  const arrival: Arrival = { mtls, access: verdict.allowed ? 'allow' : denied };
  for (const key of ['by', 'dryRun', 'dryRunBy', 'asks'] as const) {
    if (verdict[key] !== undefined) {
      Object.assign(arrival, { [key]: verdict[key] });
    }
  }
  const filters = call.request
    ? envoyFiltersFor(workload, world.envoyFilters, world.rootNamespace).flatMap(limitFilters)
    : [];
  if (filters.length > 0) {
    arrival.limitFilters = filters.map(filter => filter.object);
    const hasRbac = [policies.custom, policies.deny, policies.allow].some(each => each.length > 0);
    arrival.chain = [
      ...(hasRbac ? ['rbac'] : []),
      ...filters.filter(filter => /local_ratelimit/.test(filter.name)).map(() => 'local_ratelimit'),
      'router',
    ];
  }
  return {
    arrival,
    notModelled: [...policies.custom, ...policies.deny, ...policies.allow].flatMap(
      policy => policy.notModelled,
    ),
  };
}
