import { listedCallers } from '../explain/explainPolicy';
import { callerName, sentence } from '../explain/words';
import { effectiveRule, EffectiveRule, UNMANAGED } from '../policy/effectiveRule';
import { RoutingPolicy } from '../policy/schema';
import { TrafficSnapshot } from '../traffic/snapshot';
import { accessConsequences } from './accessConsequences';
import { callerNumbers } from './CallerNumbers';
import { Consequence } from './Consequence';
import { limitConsequences, PodRange } from './limitConsequences';
import { resilienceConsequences } from './resilienceConsequences';
import { routeConsequences } from './routeConsequences';

/** What a change does to one caller. */
export interface CallerImpact {
  /** Source namespace; `*` stands for all callers that neither policy names and that were not seen. */
  caller: string;
  before: EffectiveRule;
  after: EffectiveRule;
  /** Worst first; empty when nothing changes for it. */
  consequences: Consequence[];
  /** Measured calls per minute now; absent when unknown. */
  requestsPerMinute?: number;
}

/** What a change does to everybody. */
export interface Impact {
  /** Listed before or after, or seen in traffic, by name; `*` last. */
  callers: CallerImpact[];
}

/**
 * What a change does to the calls that are made now. Every caller that either policy names or that was
 * seen is in the answer, also those that no rule names. Without numbers it says so: no data is never
 * "no impact".
 *
 * @param before - undefined for a service without a policy: all calls allowed, all versions mixed
 * @param traffic - what the mesh measured, with versions by the policy's names; undefined when unknown
 */
export function assessImpact(
  before: RoutingPolicy | undefined,
  after: RoutingPolicy,
  traffic?: TrafficSnapshot,
): Impact {
  const seen = (traffic?.callers ?? []).map(({ namespace }) => namespace);
  const listed = [...(before ? listedCallers(before) : []), ...listedCallers(after)];
  const names = [...new Set([...listed, ...seen])].filter(name => name !== '*').sort();
  const pods = podsOf(after);
  return {
    callers: [...names, '*'].map(caller => {
      const old = before ? effectiveRule(before, caller) : UNMANAGED;
      const now = effectiveRule(after, caller);
      const numbers = callerNumbers(traffic, caller);
      const consequences = [
        ...accessConsequences(caller, old, now, numbers),
        // Calls that are refused go nowhere: where they would go is of no interest.
        ...(now.access === 'denied' ? [] : routeConsequences(caller, old, now, numbers)),
        ...(now.access === 'denied' ? [] : limitConsequences(caller, old, now, numbers, pods)),
        ...(now.access === 'denied' ? [] : resilienceConsequences(caller, old, now, numbers)),
        ...listing(caller, old, now),
      ].sort((a, b) => b.weight - a.weight);
      return {
        caller,
        before: old,
        after: now,
        consequences: caller === 'unknown' ? withoutIdentity(consequences) : consequences,
        requestsPerMinute: numbers.traffic?.requestsPerMinute,
      };
    }),
  };
}

/** Calls without a sidecar are not routed by the mesh; only access and limits at the service hold for them. */
function withoutIdentity(consequences: Consequence[]): Consequence[] {
  return consequences.filter(
    ({ kind }) => kind === 'cutOff' || kind === 'access' || kind === 'limited',
  );
}

function listing(caller: string, before: EffectiveRule, after: EffectiveRule): Consequence[] {
  if (before.listed === after.listed || caller === '*') return [];
  const who = callerName(caller);
  const text = after.listed
    ? `${who} gets a rule of its own.`
    : `${who} is treated like all other callers.`;
  const phrase = after.listed ? `add ${caller}` : `remove ${caller}`;
  return [{ kind: 'listing', weight: 5, sentence: sentence(text), phrase }];
}

function podsOf({ spec }: RoutingPolicy): PodRange {
  if (spec.rateLimiting?.scope === 'global') return { min: 1, max: 1 };
  return spec.service.workload?.replicas;
}
