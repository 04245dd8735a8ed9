import { ANY_OTHER_NAMESPACE } from '../knownNamespaces';
import type { LintRule, RuleFinding } from '../LintRule';

/** Seen from each caller: Istio picks one DestinationRule per caller, and only its subsets exist there. */
export const subsetMissing: LintRule = {
  code: 'MT2014',
  severity: 'error',
  title: 'a subset that the DestinationRule of some callers does not have',
  source: 'istio pilot/pkg/model/push_context.go, destinationRule; measured: 503 NC',
  check: context => {
    const found = new Map<string, { finding: RuleFinding; callers: Set<string>; subset: string }>();
    for (const { caller, route, destinations } of context.routes()) {
      const on = route.object && context.object(route.object);
      if (!on || !route.rule) {
        continue;
      }
      for (const { fails, subset, host } of destinations) {
        if (fails !== 'NC' || !subset || !context.world.services.has(host)) {
          continue;
        }
        const key = `${on.key} ${route.rule.path} ${host} ${subset}`;
        const entry = found.get(key) ?? {
          finding: { on, path: `${route.rule.path}.route`, message: '', help: '' },
          callers: new Set<string>(),
          subset: `${subset} of ${host}`,
        };
        entry.callers.add(caller.namespace);
        found.set(key, entry);
      }
    }
    return [...found.values()].map(({ finding, callers, subset }) => ({
      ...finding,
      message: `The subset ${subset} does not exist for ${callersText(callers, context.callers)}: the calls fail with 503 (NC).`,
      help: 'Put the subset into the one DestinationRule that these callers use; see MT2040 where several compete.',
    }));
  },
};

function callersText(callers: ReadonlySet<string>, all: readonly string[]): string {
  if (all.every(caller => callers.has(caller))) {
    return 'any caller';
  }
  const names = [...callers].filter(caller => caller !== ANY_OTHER_NAMESPACE).sort();
  return `callers from ${[...names, ...(callers.has(ANY_OTHER_NAMESPACE) ? ['all other namespaces'] : [])].join(', ')}`;
}
