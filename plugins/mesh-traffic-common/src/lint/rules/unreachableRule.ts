import { isCatchAll } from '../../simulate/virtualService/requestMatcher';
import type { LintRule } from '../LintRule';

/** Rules are tried in order; after one without a condition none is reached. */
export const unreachableRule: LintRule = {
  code: 'MT2016',
  severity: 'warning',
  title: 'a rule behind one that takes every call',
  source: 'istio route.go, IsCatchAllRoute; istioctl analyze IST0130',
  check: context =>
    context.istio('VirtualService').flatMap(({ on, spec }) => {
      const rules = spec.http ?? [];
      const takesAll = rules.findIndex(
        rule =>
          !rule.match?.length ||
          rule.match.some(
            match =>
              isCatchAll(match) &&
              !match.sourceNamespace &&
              !match.sourceLabels &&
              !match.port &&
              !match.gateways?.length,
          ),
      );
      return takesAll < 0
        ? []
        : rules.slice(takesAll + 1).map((rule, index) => ({
            on,
            path: `spec.http.${takesAll + 1 + index}`,
            message: `The rule ${rule.name ? `"${rule.name}" ` : ''}is never reached: rule number ${takesAll + 1} takes every call.`,
            help: 'Move it up, or remove it.',
          }));
    }),
};
