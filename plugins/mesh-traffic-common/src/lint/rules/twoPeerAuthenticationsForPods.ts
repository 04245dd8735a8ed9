import type { LintRule } from '../LintRule';
import { sharedPods } from '../sharedPods';

/** Of two for a pod the older one counts. */
export const twoPeerAuthenticationsForPods: LintRule = {
  code: 'MT2097',
  severity: 'warning',
  title: 'two PeerAuthentications for the same pods',
  source:
    'istio pilot/pkg/security/authn/policy_applier.go, ComposePeerAuthentication; Kiali KIA0003',
  check: context =>
    sharedPods(context, 'PeerAuthentication', ({ spec }) => spec.selector?.matchLabels)
      .filter(
        ({ one, other }) =>
          JSON.stringify([one.spec.mtls, one.spec.portLevelMtls]) !==
          JSON.stringify([other.spec.mtls, other.spec.portLevelMtls]),
      )
      .map(({ one, other, workload }) => ({
        on: one.on,
        path: 'spec.selector.matchLabels',
        message: `${other.name} selects ${workload ?? 'the same pods'} too and says something else: only the older of the two counts, and creation times are not in the repository.`,
        help: 'Keep one.',
      })),
};
