import { isSubsetOf, resolveHost } from '../../simulate/hosts';
import { groupBy } from '../groupBy';
import type { LintRule } from '../LintRule';

/** The lookup stops in the caller's namespace: what the owner says of subsets and limits is not seen. */
export const clientRuleHides: LintRule = {
  code: 'MT2047',
  severity: 'warning',
  title: "a DestinationRule in a caller's namespace that hides the owner's",
  source: 'istio pilot/pkg/model/push_context.go, destinationRule; measured, *.local included',
  check: context => {
    const rules = context.istio('DestinationRule');
    const byHost = groupBy(rules, ({ spec, namespace }) => resolveHost(spec.host, namespace));
    return rules.flatMap(mine => {
      const pattern = resolveHost(mine.spec.host, mine.namespace);
      const candidates = pattern.startsWith('*') ? rules : (byHost.get(pattern) ?? []);
      const hidden = candidates.filter(other => {
        const host = resolveHost(other.spec.host, other.namespace);
        const owner = host.split('.')[1];
        const missing = (other.spec.subsets ?? []).filter(
          ({ name }) => !mine.spec.subsets?.some(own => own.name === name),
        );
        return (
          other.namespace === owner &&
          owner !== mine.namespace &&
          mine.namespace !== context.world.rootNamespace &&
          isSubsetOf(host, pattern) &&
          missing.length > 0
        );
      });
      return hidden.map(other => ({
        on: mine.on,
        path: 'spec.host',
        message: `For callers from ${mine.namespace} it hides ${other.namespace}/${other.name} with its subsets ${(other.spec.subsets ?? []).map(({ name }) => name).join(', ')}.`,
        help: "Repeat all of the owner's subsets here, or remove the rule.",
      }));
    });
  },
};
