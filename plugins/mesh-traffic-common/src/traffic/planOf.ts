import { effectiveRule } from '../policy/effectiveRule';
import { RoutingPolicy } from '../policy/schema';

/**
 * Version to percent that a policy plans for a caller's calls, versions without calls left out. Undefined
 * when no split is planned: without versions, for a ring (Flagger decides), and where calls are refused.
 *
 * @param caller - source namespace; one that is not listed, or `*`, gets what all other callers get
 */
export function planOf(policy: RoutingPolicy, caller: string): Record<string, number> | undefined {
  const { route, access } = effectiveRule(policy, caller);
  if (!route || access === 'denied') return undefined;
  return Object.fromEntries(Object.entries(route).filter(([, percent]) => percent > 0));
}
