import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** `gateways` in a match sets aside its source namespace and labels. */
export const gatewaysWithSource: LintRule = {
  code: 'MT2012',
  severity: 'error',
  title: 'a match by gateway that also names a source',
  source: 'istio pilot/pkg/networking/core/route/route.go, sourceMatchHTTP',
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) =>
      (rule.match ?? []).flatMap((match, index) =>
        match.gateways?.length && (match.sourceNamespace || match.sourceLabels)
          ? [
              {
                on: object.on,
                path: `${path}.match.${index}.gateways`,
                message:
                  'With gateways in a match Istio ignores its sourceNamespace and sourceLabels: the rule holds for every caller.',
                help: 'Name the gateways in spec.gateways, or make two rules.',
              },
            ]
          : [],
      ),
    ),
};
