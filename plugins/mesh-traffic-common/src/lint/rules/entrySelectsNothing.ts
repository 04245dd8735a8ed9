import { field, selects, texts } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Only said where workloads or WorkloadEntries of the namespace are among the documents. */
export const entrySelectsNothing: LintRule = {
  code: 'MT2172',
  severity: 'warning',
  title: 'a ServiceEntry whose selector nothing has',
  source: 'istio/api service_entry.proto, workloadSelector; istioctl analyze IST0101',
  fromAbsence: true,
  check: context =>
    context.istio('ServiceEntry').flatMap(({ on, spec, namespace }) => {
      const selector = spec.workloadSelector?.labels ?? {};
      const own = [
        ...context.workloadsOf(namespace).map(({ labels }) => labels),
        ...context
          .ofKind('WorkloadEntry', 'networking.istio.io')
          .filter(each => each.namespace === namespace)
          .map(({ manifest }) => texts(field(manifest.spec, 'labels'))),
        ...context
          .ofKind('WorkloadGroup', 'networking.istio.io')
          .filter(each => each.namespace === namespace)
          .map(({ manifest }) => texts(field(field(manifest.spec, 'metadata'), 'labels'))),
      ];
      return Object.keys(selector).length > 0 &&
        own.length > 0 &&
        !own.some(labels => selects(selector, labels))
        ? [
            {
              on,
              path: 'spec.workloadSelector.labels',
              message: `Neither a pod nor a WorkloadEntry in ${namespace} has these labels: calls fail with 503 (UH).`,
              help: 'Correct the labels.',
            },
          ]
        : [];
    }),
};
