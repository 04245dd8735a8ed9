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
      const prefixes = reached.map(rule =>
        rule.delegate ? [] : (rule.match ?? []).flatMap(prefixAlone),
      );
      const behindPrefix = reached.flatMap((rule, index) => {
        const before = prefixes
          .slice(0, index)
          .findIndex(earlier => earlier.some(begin => beginsLike(rule, begin)));
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

/** The beginning of a path that a condition asks for, where it asks for nothing else. */
function prefixAlone(condition: HttpMatch): string[] {
  const begin = condition.uri?.prefix;
  if (!begin || begin === '/') {
    return [];
  }
  const { name, statPrefix, ...asked } = condition;
  return Object.keys(asked).length > 1 ? [] : [begin];
}

/** Whether each path that a rule is for begins so. */
function beginsLike({ match = [] }: HttpRoute, begin: string): boolean {
  return (
    match.length > 0 &&
    match.every(({ uri, ignoreUriCase }) => {
      const own = uri?.prefix ?? uri?.exact;
      return !ignoreUriCase && own !== undefined && own.startsWith(begin);
    })
  );
}
