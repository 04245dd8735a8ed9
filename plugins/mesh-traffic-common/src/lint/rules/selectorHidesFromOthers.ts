import { resolveHost } from '../../simulate/hosts';
import type { LintRule } from '../LintRule';

/** Once a namespace has a rule with a selector, its other callers resolve to none at all. */
export const selectorHidesFromOthers: LintRule = {
  code: 'MT2053',
  severity: 'error',
  title: 'a DestinationRule with workloadSelector and no rule for the other callers',
  source: 'measured: the other clients of that namespace lose the owner’s subsets (503 NC)',
  fromAbsence: true,
  check: context => {
    const rules = context.istio('DestinationRule');
    const withSelector = rules.filter(({ spec }) => spec.workloadSelector);
    return withSelector.flatMap(({ on, spec, namespace }) => {
      const host = resolveHost(spec.host, namespace);
      const hasRuleForOthers = rules.some(
        other =>
          other.namespace === namespace &&
          !other.spec.workloadSelector &&
          resolveHost(other.spec.host, namespace) === host,
      );
      return !hasRuleForOthers && host.split('.')[1] !== namespace
        ? [
            {
              on,
              path: 'spec.workloadSelector',
              message: `Callers from ${namespace} without these labels find no DestinationRule for ${host} any more, the owner's included.`,
              help: 'Add a rule without a selector for the same host, with all subsets.',
            },
          ]
        : [];
    });
  },
};
