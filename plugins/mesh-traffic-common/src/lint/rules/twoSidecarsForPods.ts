import type { LintRule } from '../LintRule';
import { sharedPods } from '../sharedPods';

/** Which of them a pod gets is not defined. */
export const twoSidecarsForPods: LintRule = {
  code: 'MT2107',
  severity: 'error',
  title: 'two Sidecars for the same pods',
  source: 'istio/api sidecar.proto; istioctl analyze IST0110; Kiali KIA0003',
  check: context =>
    sharedPods(context, 'Sidecar', ({ spec }) => spec.workloadSelector?.labels).map(
      ({ one, other, workload }) => ({
        on: one.on,
        path: 'spec.workloadSelector.labels',
        message: `${other.name} selects ${workload ?? 'the same pods'} too: a pod gets one Sidecar, and which of the two is not defined.`,
        help: 'Keep one, or let their labels exclude each other.',
      }),
    ),
};
