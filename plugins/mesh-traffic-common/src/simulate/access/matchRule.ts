import { isSetByProxies } from '../proxyHeaders';
import type { PolicyRule } from '../istioTypes';
import type { ArrivingCall } from './arrivingCall';
import { Conditions, type RuleContext } from './conditions';

/** Whether a rule of an AuthorizationPolicy matches: all of `from`, `to` and `when`; an empty rule matches all. */
export function matchesRule(rule: PolicyRule, call: ArrivingCall, context: RuleContext): boolean {
  const conditions = new Conditions(call, context);
  if (!call.request && !context.widensWithoutHttp && conditions.needsHttp(rule)) {
    return false;
  }
  return (
    (!rule.from?.length || rule.from.some(({ source }) => conditions.source(source ?? {}))) &&
    (!rule.to?.length || rule.to.some(({ operation }) => conditions.operation(operation ?? {}))) &&
    (rule.when ?? []).every(when => conditions.when(when.key, when.values, when.notValues))
  );
}

/** Keys of `when` that the simulator knows. */
export function isKnownCondition(key: string): boolean {
  const header = /^request\.headers\[([^\]]+)\]$/.exec(key)?.[1];
  return (
    ['source.namespace', 'source.principal', 'source.serviceAccount', 'destination.port'].includes(
      key,
    ) ||
    (header !== undefined && !isSetByProxies(header))
  );
}
