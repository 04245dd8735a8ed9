import { type ArrivingCall, principalOf } from './access/arrivingCall';
import { type Verdict, authorize, policiesFor } from './access/authorize';
import { mtlsMode } from './access/peerAuthentication';
import { bucketsFor } from './limits/bucketsFor';
import type { DescribedCall } from './limits/descriptors';
import { type LimitFilter, patchesFor } from './limits/limitFilters';
import type { Arrival, NotModelled } from './types';
import type { Workload } from './workloads';
import type { World } from './world';

/** How the caller's side of the connection is made: `auto` is mutual TLS where the pod has a sidecar. */
export type ClientTls = 'plain' | 'mtls' | 'auto' | 'other';

export interface ArrivalInput extends ArrivingCall {
  tls: ClientTls;
}

export interface Arrived {
  arrival: Arrival;
  notModelled: NotModelled[];
}

/** What one workload's pods do with a call. */
export function arrive(world: World, workload: Workload, sent: ArrivalInput): Arrived {
  if (!workload.hasSidecar) {
    const access = sent.tls === 'mtls' ? 'refused' : 'allow';
    return { arrival: { mtls: 'no sidecar', access }, notModelled: [] };
  }
  const mtls = mtlsMode(world.peerAuthentications, workload, sent.port, world.rootNamespace);
  // Callers do not learn of a DISABLE that stands on a workload or port alone: they keep sending mutual TLS.
  const isMutual = sent.tls === 'mtls' || sent.tls === 'auto';
  if ((mtls === 'STRICT' && !isMutual) || (mtls === 'DISABLE' && isMutual)) {
    return { arrival: { mtls, access: 'refused' }, notModelled: [] };
  }
  const call: ArrivingCall = isMutual ? sent : { ...sent, identity: undefined };
  const policies = policiesFor(workload, world.authorizationPolicies, world.rootNamespace);
  const verdict = authorize(policies, call, world.trustDomains);
  const refused = call.request ? 'deny' : 'refused';
  const bound = [...policies.custom, ...policies.deny, ...policies.allow];
  const arrival: Arrival = {
    mtls,
    access: verdict.allowed ? 'allow' : refused,
    ...present(verdict),
  };
  const notModelled = bound.flatMap(policy => policy.notModelled);
  const patches = patchesFor(workload, 'SIDECAR_INBOUND', world.envoyFilters, world.rootNamespace);
  if (!call.request) {
    notModelled.push(...patches.ofConnections);
  } else {
    notModelled.push(...patches.notModelled);
    if (patches.limits.length > 0) {
      const described = { request: call.request, peerUri: peerUri(call) };
      const limited = limit(patches.limits, described, verdict.allowed, bound.length > 0);
      Object.assign(arrival, limited.at);
      notModelled.push(...limited.notModelled);
    }
  }
  return { arrival, notModelled };
}

function present({ by, dryRun, dryRunBy, asks }: Verdict): Partial<Arrival> {
  return {
    ...(by && { by }),
    ...(dryRun && { dryRun }),
    ...(dryRunBy && { dryRunBy }),
    ...(asks && { asks }),
  };
}

/** Filters after access control see only the calls that it lets pass. */
function limit(
  filters: readonly LimitFilter[],
  call: DescribedCall,
  isAllowed: boolean,
  hasRbac: boolean,
): { at: Partial<Arrival>; notModelled: NotModelled[] } {
  const drawn = filters
    .filter(filter => isAllowed || filter.isFirst)
    .map(filter => bucketsFor(filter, call));
  const names = (isFirst: boolean) =>
    filters
      .filter(filter => filter.isFirst === isFirst && filter.name.includes('local_ratelimit'))
      .map(() => 'local_ratelimit');
  return {
    at: {
      limits: drawn.flatMap(({ buckets }) => buckets),
      limitFilters: filters.map(({ object }) => object),
      chain: [...names(true), ...(hasRbac ? ['rbac'] : []), ...names(false), 'router'],
    },
    notModelled: drawn.flatMap(each => each.notModelled),
  };
}

/** The URI of the caller's certificate. */
function peerUri(call: ArrivingCall): string | undefined {
  const principal = principalOf(call);
  return principal && `spiffe://${principal}`;
}
