import { resolveHost } from '../../simulate/hosts';
import { groupBy } from '../groupBy';
import type { LintRule } from '../LintRule';

/** A rule whose exportTo contains an older one's is merged into that one and gone for its other namespaces. */
export const exportToSwallowed: LintRule = {
  code: 'MT2041',
  severity: 'error',
  title: 'an exportTo that contains that of another rule of the host',
  source:
    'istio pilot/pkg/model/destination_rule.go; measured with exportTo [prod] and [prod, staging]',
  check: context => {
    const rules = context
      .istio('DestinationRule')
      .filter(({ spec }) => !spec.workloadSelector && spec.exportTo?.length);
    const byHost = groupBy(
      rules,
      ({ spec, namespace }) => `${namespace} ${resolveHost(spec.host, namespace)}`,
    );
    return [...byHost.values()].flatMap(group =>
      group.flatMap(wide =>
        group.flatMap(narrow => {
          const [outer, inner] = [new Set(wide.spec.exportTo), new Set(narrow.spec.exportTo)];
          return wide !== narrow &&
            outer.size > inner.size &&
            !outer.has('*') &&
            [...inner].every(entry => outer.has(entry))
            ? [
                {
                  on: wide.on,
                  path: 'spec.exportTo',
                  message: `If ${narrow.name} is older, this rule is merged into it, and ${[...outer].filter(entry => !inner.has(entry)).join(', ')} lose both.`,
                  help: 'Let the lists of namespaces have nothing in common, or keep one rule.',
                },
              ]
            : [];
        }),
      ),
    );
  },
};
