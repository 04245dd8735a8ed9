import { selects } from '../../simulate/workloads';
import { selectsGatewayPods } from '../gatewayPods';
import type { LintRule } from '../LintRule';

/** Only said where the namespace's workloads are among the documents. */
export const policySelectsNothing: LintRule = {
  code: 'MT2088',
  severity: 'warning',
  title: 'a policy whose selector no workload matches',
  source: 'istioctl analyze IST0127; Kiali workload checks',
  fromAbsence: true,
  check: context =>
    (['AuthorizationPolicy', 'PeerAuthentication'] as const).flatMap(kind =>
      context.istio(kind).flatMap(({ on, spec, namespace }) => {
        const selector = spec.selector?.matchLabels;
        const own =
          namespace === context.world.rootNamespace
            ? context.workloads
            : context.workloadsOf(namespace);
        return selector &&
          !selectsGatewayPods(selector) &&
          own.length > 0 &&
          !own.some(({ labels }) => selects(selector, labels))
          ? [
              {
                on,
                path: 'spec.selector.matchLabels',
                message: `No workload in ${namespace} has these labels: the policy binds nothing.`,
                help: 'Correct the labels.',
              },
            ]
          : [];
      }),
    ),
};
