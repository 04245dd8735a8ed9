import { effectiveRule } from '../policy/effectiveRule';
import { RoutingPolicy } from '../policy/schema';
import { explainRule } from './explainRule';

/** What a policy says to one caller. */
export interface ExplainedCaller {
  /** Source namespace; `*` stands for all other callers. */
  caller: string;
  sentences: string[];
}

/** A policy in sentences, caller by caller in the order of their names, all others last. */
export function explainPolicy(policy: RoutingPolicy): ExplainedCaller[] {
  return [...listedCallers(policy), '*'].map(caller => ({
    caller,
    sentences: explainRule(effectiveRule(policy, caller)),
  }));
}

/** The namespaces that a policy names as callers, sorted. */
export function listedCallers(policy: RoutingPolicy): string[] {
  const { callers, rollout } = policy.spec;
  const byRing = Object.values(rollout?.rings ?? {}).flatMap(ring => ring.callers ?? []);
  return [...new Set([...Object.keys(callers), ...byRing])].sort();
}
