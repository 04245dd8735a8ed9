import { isCatchAll } from '../../simulate/virtualService/requestMatcher';
import type { HttpMatch, HttpRoute } from '../../simulate/istioTypes';
import type { LintRule } from '../LintRule';

/** Rules are tried in order; after one without a condition none is reached. A delegate may have conditions of its own. */
export const unreachableRule: LintRule = {
  code: 'MT2016',
  severity: 'warning',
  title: 'a rule behind one that takes all of its calls',
  source: 'istio route.go, IsCatchAllRoute; istioctl analyze IST0130',
  check: context =>
    context.istio('VirtualService').flatMap(({ on, spec }) => {
      const rules = spec.http ?? [];
      const takesAll = rules.findIndex(
        rule =>
          !rule.delegate &&
          (!rule.match?.length ||
            rule.match.some(
              match =>
                isCatchAll(match) &&
                !match.sourceNamespace &&
                !match.sourceLabels &&
                !match.port &&
                !match.gateways?.length,
            )),
      );
      const reached = takesAll < 0 ? rules : rules.slice(0, takesAll + 1);
      const behindPrefix = reached.flatMap((rule, index) => {
        const before = reached
          .slice(0, index)
          .findIndex(
            earlier => !earlier.delegate && earlier.match?.some(match => covers(match, rule)),
          );
        return before < 0
          ? []
          : [
              {
                on,
                path: `spec.http.${index}`,
                message: `The rule ${rule.name ? `"${rule.name}" ` : ''}is never reached: rule number ${before + 1} takes every path that begins like its own.`,
                help: `Move it up, before rule number ${before + 1}.`,
              },
            ];
      });
      const behindAll =
        takesAll < 0
          ? []
          : rules.slice(takesAll + 1).map((rule, index) => ({
              on,
              path: `spec.http.${takesAll + 1 + index}`,
              message: `The rule ${rule.name ? `"${rule.name}" ` : ''}is never reached: rule number ${takesAll + 1} takes every call.`,
              help: 'Move it up, or remove it.',
            }));
      return [...behindPrefix, ...behindAll];
    }),
};

/** Whether a condition that asks for the beginning of a path alone is met by every call that a rule is for. */
function covers({ name, statPrefix, ...asked }: HttpMatch, { match = [] }: HttpRoute): boolean {
  const begin = asked.uri?.prefix;
  if (!begin || begin === '/' || Object.keys(asked).length > 1) {
    return false;
  }
  return (
    match.length > 0 &&
    match.every(({ uri, ignoreUriCase }) => {
      const own = uri?.prefix ?? uri?.exact;
      return !ignoreUriCase && own !== undefined && own.startsWith(begin);
    })
  );
}
