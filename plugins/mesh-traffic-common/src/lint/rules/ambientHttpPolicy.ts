import { selects } from '../../simulate/workloads';
import type { PolicyRule } from '../../simulate/istioTypes';
import { isAmbient } from '../ambient';
import { selectsGatewayPods } from '../gatewayPods';
import type { LintRule } from '../LintRule';

/** A policy with a selector is for ztunnel, which knows connections and no calls, or for a gateway. */
export const ambientHttpPolicy: LintRule = {
  code: 'MT2182',
  severity: 'error',
  title: 'conditions on calls in a policy for pods in ambient mode',
  source: 'istio docs, ambient mode, layer 4 policy; Kiali KIA0109, KIA0110',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace }) => {
      const selector = spec.selector?.matchLabels;
      const bound = context
        .workloadsOf(namespace)
        .filter(({ labels }) => selects(selector, labels));
      const index = (spec.rules ?? []).findIndex(isAboutCalls);
      const { action = 'ALLOW' } = spec;
      return index >= 0 &&
        (action === 'ALLOW' || action === 'DENY') &&
        !selectsGatewayPods(selector) &&
        !spec.targetRef &&
        !spec.targetRefs?.length &&
        isAmbient(context, namespace) &&
        !(bound.length > 0 && bound.every(({ hasSidecar }) => hasSidecar))
        ? [
            {
              on,
              path: `spec.rules.${index}`,
              message: `Pods of ${namespace} are in ambient mode, where no one sees methods, paths, hosts or headers before the waypoint: ${action === 'DENY' ? 'the rule refuses every connection that the rest of it fits' : 'the rule lets nobody in'}.`,
              help: 'Bind it to the waypoint with targetRefs to the Service, or leave these conditions out.',
            },
          ]
        : [];
    }),
};

function isAboutCalls({ from = [], to = [], when = [] }: PolicyRule): boolean {
  return (
    to.some(({ operation = {} }) =>
      (['methods', 'notMethods', 'paths', 'notPaths', 'hosts', 'notHosts'] as const).some(
        name => operation[name]?.length,
      ),
    ) ||
    from.some(
      ({ source = {} }) => source.requestPrincipals?.length || source.notRequestPrincipals?.length,
    ) ||
    when.some(({ key }) => key.startsWith('request.'))
  );
}
