import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Right as long as every pod has a sidecar; a trap for the first that has none. */
export const tlsNotNeeded: LintRule = {
  code: 'MT2050',
  severity: 'info',
  title: 'a tls block that says what Istio does by itself',
  source: 'istio auto mTLS; measured: mutual TLS where the pod has a sidecar, plain text where not',
  check: context =>
    trafficPolicies(context).flatMap(({ object, policy, path }) =>
      policy.tls?.mode === 'ISTIO_MUTUAL'
        ? [
            {
              on: object.on,
              path: `${path}.tls`,
              message:
                'Istio uses mutual TLS by itself where the pod has a sidecar; with this block calls to a pod without one fail.',
              help: 'Remove the tls block, and require mutual TLS with a PeerAuthentication.',
            },
          ]
        : [],
    ),
};
