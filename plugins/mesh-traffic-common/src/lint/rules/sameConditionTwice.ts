import { type WrittenRule, rulesByObject } from '../httpRules';
import type { LintRule } from '../LintRule';

/** The first rule with the condition takes its calls. */
export const sameConditionTwice: LintRule = {
  code: 'MT2035',
  severity: 'warning',
  title: 'a condition that stands in an earlier rule already',
  source: 'istioctl analyze IST0131',
  check: context => {
    return [...rulesByObject(context).values()].filter(mayRepeat).flatMap(own => {
      const seen = new Map<string, string>();
      return own.flatMap(({ object, rule, path, name }) =>
        (rule.match ?? []).flatMap((match, index) => {
          const { name: label, statPrefix, ...condition } = match;
          const key = JSON.stringify(Object.entries(condition).sort());
          const earlier = seen.get(key);
          seen.set(key, earlier ?? name);
          return earlier && Object.keys(condition).length > 0
            ? [
                {
                  on: object.on,
                  path: `${path}.match.${index}`,
                  message: `Rule ${earlier} has the same condition and takes these calls.`,
                  help: 'Join the two rules, or correct the condition.',
                },
              ]
            : [];
        }),
      );
    });
  },
};

/** Equal conditions name the same caller: most objects have one condition for each. */
function mayRepeat(rules: readonly WrittenRule[]): boolean {
  const callers = new Set<string | undefined>();
  for (const { rule } of rules) {
    for (const { sourceNamespace } of rule.match ?? []) {
      if (callers.has(sourceNamespace)) {
        return true;
      }
      callers.add(sourceNamespace);
    }
  }
  return false;
}
