import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Allowed: weights are parts of their sum. */
export const weightsNotPercent: LintRule = {
  code: 'MT2018',
  severity: 'info',
  title: 'weights that do not add up to 100',
  source: 'measured: weights are parts of their sum',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) => {
      const total = (rule.route ?? []).reduce((sum, { weight }) => sum + (weight ?? 0), 0);
      return (rule.route ?? []).length > 1 && total !== 100
        ? [
            {
              on: object.on,
              path: `${path}.route`,
              message: `The weights add up to ${total}: Istio takes them as parts of ${total}, not as percent.`,
              help: 'Let them add up to 100.',
            },
          ]
        : [];
    }),
};
