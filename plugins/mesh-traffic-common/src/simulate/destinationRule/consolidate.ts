import type { Admitted } from '../admission/admit';
import { type HostMap, resolveHost } from '../hosts';
import type { DestinationRuleSpec, Subset, TrafficPolicy } from '../istioTypes';

/** Several DestinationRules of one host and namespace, joined as Istio joins them. */
export interface ConsolidatedRule {
  namespace: string;
  exportTo: ReadonlySet<string>;
  selector?: Record<string, string>;
  trafficPolicy?: TrafficPolicy;
  subsets: Subset[];
  /** The objects that went into it, oldest first. */
  from: Admitted<DestinationRuleSpec>[];
}

/** Rules by host; the hosts may be wildcards. */
export type RulesByHost = HostMap<ConsolidatedRule[]>;

/**
 * Adds a rule to those of its host. Rules with equal exportTo are joined: subsets add up, the older one's names and
 * top-level policy win. So is a rule whose exportTo contains an older one's, which then has no entry of its own
 * (istio pilot/pkg/model/destination_rule.go, mergeDestinationRule).
 */
export function addRule(
  rules: RulesByHost,
  object: Admitted<DestinationRuleSpec>,
  exportTo: ReadonlySet<string>,
): void {
  const host = resolveHost(object.spec.host, object.namespace);
  const known = rules.get(host);
  const own = (): ConsolidatedRule => ({
    namespace: object.namespace,
    exportTo,
    selector: object.spec.workloadSelector?.matchLabels ?? (object.spec.workloadSelector && {}),
    trafficPolicy: object.spec.trafficPolicy,
    subsets: object.spec.subsets ?? [],
    from: [object],
  });
  if (!known) {
    rules.set(host, [own()]);
    return;
  }
  let standsAlone = true;
  for (const rule of known) {
    const equal = isSuperset(exportTo, rule.exportTo) && exportTo.size === rule.exportTo.size;
    standsAlone = !equal;
    if (!equal && !(rule.exportTo.size > 0 && isSuperset(exportTo, rule.exportTo))) {
      continue;
    }
    const incoming = own().selector;
    const bothSelect = Boolean(rule.selector && incoming);
    if (bothSelect && !sameLabels(rule.selector, incoming)) {
      standsAlone = true;
      continue;
    }
    if (bothSelect || (!rule.selector && !incoming)) {
      standsAlone = false;
    }
    join(rule, object);
  }
  if (standsAlone) {
    known.push(own());
  }
}

function join(rule: ConsolidatedRule, object: Admitted<DestinationRuleSpec>): void {
  const names = new Set(rule.subsets.map(subset => subset.name));
  rule.subsets = [
    ...rule.subsets,
    ...(object.spec.subsets ?? []).filter(subset => !names.has(subset.name)),
  ];
  rule.trafficPolicy ??= object.spec.trafficPolicy;
  rule.from = [...rule.from, object];
}

function isSuperset(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...other].every(entry => one.has(entry));
}

function sameLabels(
  one: Record<string, string> | undefined,
  other: Record<string, string> | undefined,
): boolean {
  const entries = Object.entries(one ?? {});
  return (
    entries.length === Object.keys(other ?? {}).length &&
    entries.every(([key, value]) => other?.[key] === value)
  );
}
