import type { RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import type { Situation } from './Situation';

type CallerRule = RoutingPolicy['spec']['callers'][string];

/** What the document says about a caller, before the rules by path. */
export type OwnRule = Pick<
  Partial<CallerRule>,
  'route' | 'ring' | 'timeout' | 'retries' | 'circuitBreaker' | 'rateLimit'
>;

/** Whether a namespace is named, in the list of callers or by a ring. */
export function isListed({ spec }: RoutingPolicy, namespace: string): boolean {
  return Object.hasOwn(spec.callers, namespace) || ringThatLists(spec, namespace) !== undefined;
}

/**
 * The rule of a call: that of its exposure, of its namespace, or of all others. Who leaves open where its calls
 * go, goes where all others go; nothing else is taken from them.
 */
export function ruleOf({ policy, call, exposure }: Situation): OwnRule {
  const { callers, otherCallers } = policy.spec;
  if (!exposure && !isListed(policy, call.from)) return otherCallers;
  const own: OwnRule = exposure ?? (Object.hasOwn(callers, call.from) ? callers[call.from] : {});
  const ring = own.ring ?? (exposure ? undefined : ringThatLists(policy.spec, call.from));
  if (own.route || ring !== undefined) return { ...own, ring };
  return { ...own, route: otherCallers.route, ring: otherCallers.ring };
}

function ringThatLists({ rollout }: RoutingPolicy['spec'], namespace: string): string | undefined {
  const rings = Object.entries(rollout?.rings ?? {});
  return rings.find(([, { callers }]) => callers?.includes(namespace))?.[0];
}
