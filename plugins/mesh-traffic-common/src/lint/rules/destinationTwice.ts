import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Works, and hides the real share. */
export const destinationTwice: LintRule = {
  code: 'MT2033',
  severity: 'warning',
  title: 'one destination twice in a rule',
  source: 'Kiali KIA1105',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) => {
      const { route = [] } = rule;
      if (route.length < 2) {
        return [];
      }
      const seen = new Set<string>();
      return route.flatMap(({ destination }, index) => {
        const id = JSON.stringify([destination.host, destination.subset, destination.port?.number]);
        const isTwice = seen.has(id);
        seen.add(id);
        return isTwice
          ? [
              {
                on: object.on,
                path: `${path}.route.${index}`,
                message:
                  'The destination stands twice in the rule: its share is the sum of both weights.',
                help: 'Join the two.',
              },
            ]
          : [];
      });
    }),
};
