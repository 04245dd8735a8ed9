import type { Admitted } from '../admission/admit';
import { HostMap } from '../hosts';
import type { DestinationRuleSpec } from '../istioTypes';
import type { MeshService } from '../services';
import { selects } from '../workloads';
import { type ConsolidatedRule, type RulesByHost, addRule } from './consolidate';

/** Finds the DestinationRule that a client uses for a service. */
export type RuleLookup = (
  client: { namespace: string; labels?: Record<string, string> },
  service: MeshService,
) => ConsolidatedRule | undefined;

/**
 * Istio looks in the client's namespace, then the service's, then the root namespace, and stops at the first one that
 * has a rule for the host, wildcards included; the levels are never joined (istio pilot/pkg/model/push_context.go,
 * destinationRule). Of several that remain the last one without a selector counts (sidecar.go, DestinationRule).
 */
export function createRuleLookup(
  objects: readonly Admitted<DestinationRuleSpec>[],
  rootNamespace: string,
): RuleLookup {
  const local = new Map<string, RulesByHost>();
  const exported = new Map<string, RulesByHost>();
  const rootPrivate: RulesByHost = new HostMap();
  const withSelectorFirst = [
    ...objects.filter(each => each.spec.workloadSelector),
    ...objects.filter(each => !each.spec.workloadSelector),
  ];
  for (const object of withSelectorFirst) {
    const { namespace, spec } = object;
    const exportTo = new Set(spec.workloadSelector ? ['.'] : spec.exportTo);
    if (exportTo.size === 0 || exportTo.has('*') || exportTo.has('.') || exportTo.has(namespace)) {
      addRule(rulesOf(local, namespace), object, exportTo);
    }
    const isPrivate = exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
    if (!isPrivate) {
      addRule(rulesOf(exported, namespace), object, exportTo);
    } else if (namespace === rootNamespace) {
      addRule(rootPrivate, object, exportTo);
    }
  }

  const exportedFrom = (owner: string, host: string, client: string) =>
    (exported.get(owner)?.mostSpecific(host) ?? []).filter(
      rule => rule.exportTo.size === 0 || rule.exportTo.has('*') || rule.exportTo.has(client),
    );

  return (client, service) => {
    const own = client.namespace === rootNamespace ? rootPrivate : local.get(client.namespace);
    const found = own?.mostSpecific(service.host);
    if (found) {
      return choose(found, client);
    }
    for (const owner of [service.namespace, rootNamespace]) {
      const rules = exportedFrom(owner, service.host, client.namespace);
      if (rules.length > 0) {
        return choose(rules, client);
      }
    }
    return undefined;
  };
}

function choose(
  rules: readonly ConsolidatedRule[],
  client: { namespace: string; labels?: Record<string, string> },
): ConsolidatedRule | undefined {
  const selected = rules.find(
    rule =>
      rule.selector &&
      rule.namespace === client.namespace &&
      client.labels &&
      selects(rule.selector, client.labels),
  );
  return selected ?? rules.filter(rule => !rule.selector).at(-1);
}

function rulesOf(byNamespace: Map<string, RulesByHost>, namespace: string): RulesByHost {
  const known = byNamespace.get(namespace);
  if (known) {
    return known;
  }
  const rules: RulesByHost = new HostMap();
  byNamespace.set(namespace, rules);
  return rules;
}
