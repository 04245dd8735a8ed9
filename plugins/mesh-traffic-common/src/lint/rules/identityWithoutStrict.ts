import { mtlsMode } from '../../simulate/access/peerAuthentication';
import { selects } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Namespaces and principals are read from the caller's certificate; PERMISSIVE also takes calls without one. */
export const identityWithoutStrict: LintRule = {
  code: 'MT2080',
  severity: 'warning',
  title: 'access by identity where mutual TLS is not required',
  source: 'istio authz/model/generator.go; Kiali KIA0105',
  check: context => {
    const { peerAuthentications, rootNamespace } = context.world;
    return context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace }) => {
      const byIdentity = (spec.rules ?? []).some(rule =>
        rule.from?.some(({ source }) =>
          Object.keys(source ?? {}).some(key => /namespaces|principals|serviceAccounts/i.test(key)),
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
      const modes = workloads.map(each => mtlsMode(peerAuthentications, each, 0, rootNamespace));
      return modes.some(mode => mode === 'PERMISSIVE')
        ? [
            {
              on,
              path: 'spec.rules',
              message:
                'Nothing requires mutual TLS here: calls without identity arrive too, an ALLOW rule never matches them and a DENY rule by "not" always does.',
              help: 'Add a PeerAuthentication with mode STRICT once every caller has a sidecar.',
            },
          ]
        : [];
    });
  },
};
