import type { Destination } from '../../simulate/istioTypes';
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
      return route.flatMap(({ destination }, index) => {
        const first = route.findIndex(other => isSame(other.destination, destination));
        return first < index
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

function isSame(one: Destination, other: Destination): boolean {
  return (
    one.host === other.host &&
    one.subset === other.subset &&
    one.port?.number === other.port?.number
  );
}
