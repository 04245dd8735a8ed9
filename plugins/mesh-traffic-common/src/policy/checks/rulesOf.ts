import { CircuitBreaker } from '../fields/circuitBreaker';
import { RateLimit } from '../fields/rateLimit';
import { Retries } from '../fields/retries';
import { RoutingPolicy } from '../schema';

/** What callers, other callers, routes and exposures have in common. */
export interface TrafficRule {
  route?: Record<string, number>;
  ring?: string;
  timeout?: string;
  retries?: Retries;
  circuitBreaker?: CircuitBreaker;
  rateLimit?: RateLimit;
}

/** A rule of the document and where it stands. */
export interface RuleAt {
  kind: 'caller' | 'others' | 'route' | 'exposure';
  /** For people: `prod`, `all other callers`, `the route "api"`. */
  who: string;
  path: string;
  rule: TrafficRule;
  /** Namespaces that a route is for; absent for everybody, and for other rules. */
  callers?: readonly string[];
}

/** Every rule of the document that sends calls somewhere, in a fixed order. */
export function rulesOf(policy: RoutingPolicy): RuleAt[] {
  const { callers, otherCallers, routes, exposure } = policy.spec;
  return [
    ...Object.keys(callers)
      .sort()
      .map(name => ({
        kind: 'caller' as const,
        who: name,
        path: `spec.callers.${name}`,
        rule: callers[name],
      })),
    {
      kind: 'others' as const,
      who: 'all other callers',
      path: 'spec.otherCallers',
      rule: otherCallers,
    },
    ...routes.map((rule, index) => ({
      kind: 'route' as const,
      who: `the route "${rule.name}"`,
      path: `spec.routes.${index}`,
      rule,
      ...(rule.callers && { callers: rule.callers }),
    })),
    ...exposure.map((rule, index) => ({
      kind: 'exposure' as const,
      who: `the gateway ${rule.gateway}`,
      path: `spec.exposure.${index}`,
      rule,
    })),
  ];
}
