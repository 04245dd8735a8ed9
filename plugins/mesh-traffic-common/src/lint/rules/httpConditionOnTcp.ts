import { selects } from '../../simulate/workloads';
import { groupBy } from '../groupBy';
import type { LintRule } from '../LintRule';

/** An ALLOW rule with one never matches there, of a DENY rule it is dropped. */
export const httpConditionOnTcp: LintRule = {
  code: 'MT2094',
  severity: 'error',
  title: 'paths, methods or hosts for pods that speak only TCP',
  source: 'istio authz/model/model.go, checkError; Kiali KIA0102',
  fromAbsence: true,
  check: context => {
    const byNamespace = groupBy(context.effective.services.values(), each => each.namespace);
    return context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace }) => {
      const services = (byNamespace.get(namespace) ?? []).filter(service =>
        service.workloads.some(({ labels }) => selects(spec.selector?.matchLabels, labels)),
      );
      const isTcp =
        services.length > 0 &&
        services.every(({ ports }) => ports.every(({ protocol }) => protocol === 'tcp'));
      return isTcp
        ? (spec.rules ?? []).flatMap((rule, index) =>
            (rule.to ?? []).flatMap(({ operation }, at) =>
              Object.keys(operation ?? {})
                .filter(key => !/^(not)?ports$/i.test(key))
                .map(key => ({
                  on,
                  path: `spec.rules.${index}.to.${at}.operation.${key}`,
                  message:
                    spec.action === 'DENY'
                      ? `On TCP ports ${key} is dropped: the rule refuses every connection that the rest of it names.`
                      : `On TCP ports a rule with ${key} never matches: nobody gets in through it.`,
                  help: 'Use ports and sources only.',
                })),
            ),
          )
        : [];
    });
  },
};
