import type { LintRule } from '../LintRule';
import { mtlsModesOf } from '../mtlsModesOf';

/** Callers send plain text by themselves, so that no rule by identity ever matches. */
export const disabledMtlsHidesIdentity: LintRule = {
  code: 'MT2091',
  severity: 'error',
  title: 'access by identity where mutual TLS is switched off',
  source: 'measured: PeerAuthentication DISABLE with ALLOW by namespace refuses everybody',
  check: context => {
    return context.istio('AuthorizationPolicy').flatMap(policy => {
      const { on, spec } = policy;
      const byIdentity = (spec.rules ?? []).some(rule =>
        rule.from?.some(
          ({ source }) => source?.namespaces ?? source?.principals ?? source?.serviceAccounts,
        ),
      );
      if (!byIdentity) {
        return [];
      }
      return mtlsModesOf(context, policy).includes('DISABLE')
        ? [
            {
              on,
              path: 'spec.rules',
              message:
                'Mutual TLS is switched off for these pods: no call has an identity, and the rule matches nobody.',
              help: 'Set the PeerAuthentication to STRICT or PERMISSIVE.',
            },
          ]
        : [];
    });
  },
};
