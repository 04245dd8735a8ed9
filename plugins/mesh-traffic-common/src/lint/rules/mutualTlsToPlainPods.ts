import { isAmbient } from '../ambient';
import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Without the tls block Istio would send plain text to pods without a sidecar. */
export const mutualTlsToPlainPods: LintRule = {
  code: 'MT2048',
  severity: 'error',
  title: 'ISTIO_MUTUAL to pods without a sidecar',
  source: 'measured: 503 UF for every call',
  check: context =>
    trafficPolicies(context).flatMap(({ object, host, policy, path }) => {
      const plain = (context.service(host)?.workloads ?? []).filter(
        ({ hasSidecar, namespace }) => !hasSidecar && !isAmbient(context, namespace),
      );
      return policy.tls?.mode === 'ISTIO_MUTUAL' && plain.length > 0
        ? [
            {
              on: object.on,
              path: `${path}.tls.mode`,
              message: `${plain.map(({ name }) => name).join(', ')} ${plain.length === 1 ? 'has' : 'have'} no sidecar: every call fails with 503.`,
              help: 'Remove the tls block; Istio finds out by itself which pod can.',
            },
          ]
        : [];
    }),
};
