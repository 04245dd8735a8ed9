import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** The first rule with the condition takes its calls. */
export const sameConditionTwice: LintRule = {
  code: 'MT2035',
  severity: 'warning',
  title: 'a condition that stands in an earlier rule already',
  source: 'istioctl analyze IST0131',
  check: context => {
    const seen = new Map<string, string>();
    return httpRules(context).flatMap(({ object, rule, path, name }) =>
      (rule.match ?? []).flatMap((match, index) => {
        const { name: label, statPrefix, ...condition } = match;
        const key = `${object.key} ${JSON.stringify(Object.entries(condition).sort())}`;
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
  },
};
