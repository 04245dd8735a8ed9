import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';
import { namespaceOfExposure } from './limits';
import { ringPorts } from './ringPorts';
import { RuleAt, rulesOf } from './rulesOf';

/** MT1126, MT1129, MT1137, MT1138, MT1160, and those of {@link ringPorts}: what callers of a ring cannot have. */
export const ringRules: Check = policy => {
  if (!policy.spec.rollout) return [];
  const found: Diagnostic[] = preparedRings(policy);
  for (const { path, who, kind, rule } of rulesOf(policy)) {
    if (!rule.circuitBreaker) continue;
    const own = ringOf(policy, kind === 'caller' ? who : undefined, rule.ring);
    const ring = own ?? ringByPath(policy, kind, who);
    const inherits = own === undefined && kind !== 'route';
    const route = rule.route ?? (inherits ? policy.spec.otherCallers.route : undefined);
    if (kind === 'caller' && ring !== undefined && who === policy.metadata.namespace) {
      found.push(
        finding(
          'MT1129',
          'error',
          `${path}.circuitBreaker`,
          `${who} is the service's own namespace, where Flagger owns the objects that hold limits.`,
          'Leave circuitBreaker out here.',
        ),
      );
    } else if (route ? kind !== 'caller' && ring !== undefined : hasNoPlace(policy, kind, own)) {
      found.push(
        finding(
          'MT1137',
          'error',
          `${path}.circuitBreaker`,
          `With Flagger the limits of ${who} have no place: they stand in the namespace of each caller.`,
          'List the namespaces as callers and give them circuitBreaker, or use route, also in spec.routes.',
        ),
      );
    }
  }
  return [...found, ...gatewaysLimited(policy), ...ringPorts(policy), ...matchedRings(policy)];
};

/** MT1138: the limits of a ring's callers hold for all proxies of their namespace, gateways among them. */
function gatewaysLimited(policy: RoutingPolicy): Diagnostic[] {
  const { callers, exposure, otherCallers, routes } = policy.spec;
  const ringsOf = (own: string | undefined, caller?: string) =>
    new Set([
      own,
      ...routes
        .filter(route => !route.callers || (caller && route.callers.includes(caller)))
        .map(({ ring }) => ring),
    ]);
  return exposure.flatMap((entry, index) => {
    const caller = namespaceOfExposure(entry, policy.metadata.namespace);
    const rule = Object.hasOwn(callers, caller) ? callers[caller] : undefined;
    if (!rule?.circuitBreaker) return [];
    const limited = ringsOf(ringOf(policy, caller, rule.ring), caller);
    const reached = ringsOf(entry.ring ?? (entry.route ? undefined : otherCallers.ring));
    const shared = [...reached].find(ring => ring !== undefined && limited.has(ring));
    if (shared === undefined) return [];
    return finding(
      'MT1138',
      'error',
      `spec.exposure.${index}`,
      `The gateway's calls come from ${caller} too: at the ring ${shared} they would have the limits of that caller.`,
      `Leave circuitBreaker out of spec.callers.${caller}, or let its calls come from another namespace.`,
      { source: 'istio pilot/pkg/model/push_context.go, destinationRule (1.30)' },
    );
  });
}

/** MT1160: without its Canary a ring has no routes, and Istio drops rules that lead there. */
function preparedRings(policy: RoutingPolicy): Diagnostic[] {
  const rings = policy.spec.rollout?.rings ?? {};
  const prepared = (ring: string) => Object.hasOwn(rings, ring) && rings[ring].prepare === true;
  const uses = rulesOf(policy).flatMap(({ path, rule: { ring } }) =>
    ring !== undefined && prepared(ring) ? [{ path: `${path}.ring`, ring }] : [],
  );
  const lists = Object.keys(rings)
    .sort()
    .filter(ring => prepared(ring) && rings[ring].callers?.length)
    .map(ring => ({ path: `spec.rollout.rings.${ring}.callers`, ring }));
  return [...uses, ...lists].map(({ path, ring }) =>
    finding(
      'MT1160',
      'error',
      path,
      `The ring "${ring}" is only being prepared: there is no release yet that calls could follow.`,
      'Leave the callers where they are until prepare is gone and Flagger says Initialized.',
    ),
  );
}

/** A ring that calls of a caller, of all others or of a gateway reach by a rule in spec.routes. */
function ringByPath(
  { spec }: RoutingPolicy,
  kind: RuleAt['kind'],
  who: string,
): string | undefined {
  const reaches = (callers: readonly string[] | undefined) => {
    if (!callers) return true;
    if (kind === 'caller') return callers.includes(who);
    return kind === 'others' && callers.some(caller => !Object.hasOwn(spec.callers, caller));
  };
  return spec.routes.find(({ ring, callers }) => ring !== undefined && reaches(callers))?.ring;
}

/** Flagger owns what holds limits for its hosts, and only a namespace of callers can have its own beside. */
function hasNoPlace(policy: RoutingPolicy, kind: string, ring: string | undefined): boolean {
  if (kind !== 'caller') return true;
  const rings = Object.values(policy.spec.rollout?.rings ?? {});
  return ring === undefined && rings.some(({ workload }) => workload.name === policy.metadata.name);
}

/** A/B tests and session affinity need one rule of ours with exactly the ring's callers. */
function matchedRings(policy: RoutingPolicy): Diagnostic[] {
  const { rollout, callers } = policy.spec;
  return Object.entries(rollout?.rings ?? {}).flatMap(([name, ring]) => {
    if (!ring.abTest && !ring.sessionAffinity) return [];
    const what = ring.abTest ? 'an A/B test' : 'session affinity';
    const found: Diagnostic[] = [];
    const members = Object.keys(callers)
      .sort()
      .filter(caller => ringOf(policy, caller, callers[caller].ring) === name);
    const shared = new Set(
      members.map(caller => JSON.stringify([callers[caller].timeout, callers[caller].retries])),
    );
    if ((ring.callers ?? []).some(caller => !Object.hasOwn(callers, caller))) {
      shared.add(JSON.stringify([undefined, undefined]));
    }
    if (shared.size > 1) {
      found.push(
        finding(
          'MT1126',
          'error',
          `spec.rollout.rings.${name}`,
          `The callers of a ring with ${what} share one rule, so they must have the same timeout and retries.`,
          'Give them the same timeout and retries, or move some to another ring.',
        ),
      );
    }
    const named = new Set([...members, ...(ring.callers ?? [])]);
    for (const { kind, path, who, rule, callers: only } of rulesOf(policy)) {
      if (kind === 'caller') continue;
      const open = kind === 'route' && !rule.route && rule.ring === undefined;
      const inherits = open && (only ? only.some(caller => named.has(caller)) : named.size > 0);
      if (rule.ring !== name && !inherits) continue;
      found.push(
        finding(
          'MT1126',
          'error',
          rule.ring === name ? `${path}.ring` : path,
          `In a ring with ${what} every caller must be named, and by one rule only: ${who} cannot be part of it.`,
          'Use a route here, or a ring without abTest and sessionAffinity.',
          { source: 'istio pilot/pkg/model/virtualservice.go, mergeHTTPRoutes (1.30)' },
        ),
      );
    }
    return found;
  });
}

/** The ring of a caller: its own, the one that lists it, or the one of all other callers. */
export function ringOf(
  policy: RoutingPolicy,
  caller: string | undefined,
  own: string | undefined,
): string | undefined {
  if (own !== undefined || caller === undefined) return own;
  const rings = policy.spec.rollout?.rings ?? {};
  const listing = Object.keys(rings).find(name => rings[name].callers?.includes(caller));
  if (listing !== undefined) return listing;
  return policy.spec.callers[caller]?.route ? undefined : policy.spec.otherCallers.ring;
}
