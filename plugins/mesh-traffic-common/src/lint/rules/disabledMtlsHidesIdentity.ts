import { mtlsMode } from '../../simulate/access/peerAuthentication';
import { selects } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Callers send plain text by themselves, so that no rule by identity ever matches. */
export const disabledMtlsHidesIdentity: LintRule = {
  code: 'MT2091',
  severity: 'error',
  title: 'access by identity where mutual TLS is switched off',
  source: 'measured: PeerAuthentication DISABLE with ALLOW by namespace refuses everybody',
  check: context => {
    const { peerAuthentications, rootNamespace } = context.world;
    return context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace }) => {
      const byIdentity = (spec.rules ?? []).some(rule =>
        rule.from?.some(
          ({ source }) => source?.namespaces ?? source?.principals ?? source?.serviceAccounts,
        ),
      );
      if (!byIdentity) {
        return [];
      }
      const bound = context
        .workloadsOf(namespace)
        .filter(({ labels }) => selects(spec.selector?.matchLabels, labels));
      const workloads = bound.length
        ? bound
        : [
            {
              namespace,
              labels: spec.selector?.matchLabels ?? {},
              name: '',
              pods: 0,
              hasSidecar: true,
              portsByName: {},
            },
          ];
      return workloads.some(
        each => mtlsMode(peerAuthentications, each, 0, rootNamespace) === 'DISABLE',
      )
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
