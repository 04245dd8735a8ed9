import type { LintRule } from '../LintRule';

/** Subsets with one name are one cluster. */
export const subsetTwice: LintRule = {
  code: 'MT2058',
  severity: 'error',
  title: 'two subsets of one name in a DestinationRule',
  source: 'istio pkg/config/validation/validation.go, ValidateDestinationRule; Kiali KIA0201',
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec: { subsets = [] } }) =>
      subsets.flatMap(({ name }, index) =>
        subsets.findIndex(each => each.name === name) < index
          ? [
              {
                on,
                path: `spec.subsets.${index}.name`,
                message: `There is a subset ${name} already: newer versions of Istio refuse the rule, older ones use one of the two.`,
                help: 'Rename one, or make one of both.',
              },
            ]
          : [],
      ),
    ),
};
