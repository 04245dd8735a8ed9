import type { LintRule } from '../LintRule';

/** Only said where workloads of the namespace are among the documents. */
export const serviceWithoutPods: LintRule = {
  code: 'MT2111',
  severity: 'warning',
  title: 'a Service that selects no workload',
  source: 'Kubernetes Service selector; measured: 503 UH',
  fromAbsence: true,
  check: context =>
    context.ofKind('Service', '').flatMap(on => {
      const service = context.service(`${on.name}.${on.namespace}.svc.cluster.local`);
      return service &&
        !service.unusual &&
        service.workloads.length === 0 &&
        context.knowsWorkloadsOf(on.namespace)
        ? [
            {
              on,
              path: 'spec.selector',
              message: `No workload in ${on.namespace} has the labels of the selector: calls fail with 503 (UH).`,
              help: 'Correct the selector.',
            },
          ]
        : [];
    }),
};
