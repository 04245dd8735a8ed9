import { field, selects, texts } from '../../simulate/workloads';
import { groupBy } from '../groupBy';
import type { LintContext } from '../LintContext';
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
      if (Object.keys(selector).length === 0) {
        return [];
      }
      const own = [
        ...context.workloadsOf(namespace).map(({ labels }) => labels),
        ...machinesOf(context, namespace),
      ];
      return own.length > 0 && !own.some(labels => selects(selector, labels))
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

/** Labels of the machines of a namespace. */
function machinesOf(context: LintContext, namespace: string): Record<string, string>[] {
  const byNamespace = context.once('machines', () =>
    groupBy(
      [
        ...context
          .ofKind('WorkloadEntry', 'networking.istio.io')
          .map(on => ({ on, labels: field(on.manifest.spec, 'labels') })),
        ...context
          .ofKind('WorkloadGroup', 'networking.istio.io')
          .map(on => ({ on, labels: field(field(on.manifest.spec, 'metadata'), 'labels') })),
      ],
      ({ on }) => on.namespace,
    ),
  );
  return (byNamespace.get(namespace) ?? []).map(({ labels }) => texts(labels));
}
