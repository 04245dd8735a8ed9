import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Ignored by Istio; a reader may take it for a share. */
export const weightOfSingle: LintRule = {
  code: 'MT2017',
  severity: 'info',
  title: 'a weight on a single destination',
  source: 'istio route.go, applyHTTPRouteDestination; Kiali KIA1104',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) =>
      rule.route?.length === 1 && rule.route[0].weight !== undefined
        ? [
            {
              on: object.on,
              path: `${path}.route.0.weight`,
              message: `The weight ${rule.route[0].weight} is ignored: all calls go to the only destination.`,
              help: 'Remove the weight.',
            },
          ]
        : [],
    ),
};
