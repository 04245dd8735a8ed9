import type { LintRule } from '../LintRule';

/** With an ALLOW policy what it does not list is refused already. */
export const denyBesideAllow: LintRule = {
  code: 'MT2081',
  severity: 'warning',
  title: 'a DENY for all namespaces but a few',
  source: 'Istio order of policies: DENY before ALLOW; it cannot be lifted by an ALLOW',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, spec }) =>
      spec.action === 'DENY'
        ? (spec.rules ?? []).flatMap((rule, index) =>
            (rule.from ?? []).flatMap(({ source }, at) =>
              source?.notNamespaces?.length
                ? [
                    {
                      on,
                      path: `spec.rules.${index}.from.${at}.source.notNamespaces`,
                      message:
                        'It also refuses every namespace that comes later, monitoring and new gateways among them, and no ALLOW policy can lift it.',
                      help: 'Use an ALLOW policy that lists the callers; the rest is refused by itself.',
                    },
                  ]
                : [],
            ),
          )
        : [],
    ),
};
