import { selects } from '../../simulate/workloads';
import { isAmbient } from '../ambient';
import type { LintRule } from '../LintRule';
import { podLabels } from '../podLabels';

const KINDS = ['AuthorizationPolicy', 'PeerAuthentication', 'EnvoyFilter'] as const;

/** The server's sidecar enforces; where there is none, nothing is. In ambient mode others do, see MT2182 and MT2183. */
export const policyWithoutSidecar: LintRule = {
  code: 'MT2084',
  severity: 'error',
  title: 'a policy for pods without a sidecar',
  source: 'measured: a workload without a sidecar enforces nothing',
  check: context =>
    KINDS.flatMap(kind =>
      context.istio(kind).flatMap(({ on, spec, namespace }) => {
        const selector = podLabels(spec);
        const bound = context
          .workloadsOf(namespace)
          .filter(({ labels }) => selects(selector, labels));
        const plain = isAmbient(context, namespace)
          ? []
          : bound.filter(({ hasSidecar }) => !hasSidecar);
        return plain.length > 0 && (selector || plain.length === bound.length)
          ? [
              {
                on,
                path: 'spec',
                message: `${plain.map(({ name }) => name).join(', ')} in ${namespace} ${plain.length === 1 ? 'has' : 'have'} no sidecar: nothing of this is enforced there.`,
                help: `Label the namespace ${namespace} with istio-injection: enabled and restart the pods.`,
              },
            ]
          : [];
      }),
    ),
};
