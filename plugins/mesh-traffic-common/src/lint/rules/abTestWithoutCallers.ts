import { field, items } from '../../simulate/workloads';
import { httpRules, rulesLeadingTo } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Flagger's condition has no source namespace, and the root's rule drops it. */
export const abTestWithoutCallers: LintRule = {
  code: 'MT2130',
  severity: 'error',
  title: 'an A/B test under a root VirtualService without service.match',
  source:
    'flagger pkg/router/istio.go, mergeMatchConditions; measured: the new version gets no calls',
  check: context => {
    const rules = httpRules(context);
    return context.canaries.flatMap(({ on, namespace, apex, isAbTest, delegation, service }) => {
      // A ring that no root leads to yet, or by path alone, has no callers to list.
      const isUsed = rulesLeadingTo(context, { namespace, name: apex }).some(({ rule }) =>
        rule.match?.some(({ sourceNamespace }) => sourceNamespace),
      );
      const matches = items(field(service, 'match'));
      const isWhole = matches.length > 0 && matches.every(match => field(match, 'sourceNamespace'));
      return isAbTest && delegation && !isWhole && (isUsed || rules.length === 0)
        ? [
            {
              on,
              path: 'spec.service.match',
              message:
                'The route to the new version has no sourceNamespace and is dropped under the root without an error.',
              help: 'List every caller of the ring in service.match, and the same callers in one root rule.',
            },
          ]
        : [];
    });
  },
};
