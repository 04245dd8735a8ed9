import { namespaceOfPrincipal } from '../fields/accessControl';
import { RoutingPolicy } from '../schema';

/** Says of a namespace whether anything there may call, be it one identity only. */
export function namespacesLetIn({ spec }: RoutingPolicy): { has(namespace: string): boolean } {
  const { accessControl, callers, otherCallers, rollout } = spec;
  const byName = new Set<string | undefined>([rollout?.loadTester?.namespace]);
  for (const { callers: listed = [] } of Object.values(rollout?.rings ?? {})) {
    listed.forEach(name => byName.add(name));
  }
  const partly = new Set(accessControl?.gateways.map(namespaceOfPrincipal));
  for (const { namespace, principal } of accessControl?.also ?? []) {
    const named = namespace ?? (principal && namespaceOfPrincipal(principal));
    if (named !== undefined) partly.add(named);
  }
  const everybody = accessControl?.also.some(
    ({ namespace, principal, paths }) => !namespace && !principal && !paths,
  );
  return {
    has(namespace) {
      if (everybody || partly.has(namespace)) return true;
      const own = Object.hasOwn(callers, namespace) ? callers[namespace].access : undefined;
      if (own !== undefined) return own === 'allow';
      return byName.has(namespace) || otherCallers.access === 'allow';
    },
  };
}
