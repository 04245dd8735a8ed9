import { resolveHost } from '../../simulate/hosts';
import { selects } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Only said where the Service and its workloads are among the documents. */
export const subsetSelectsNothing: LintRule = {
  code: 'MT2051',
  severity: 'warning',
  title: 'a subset whose labels no pod of the service has',
  source: 'Kiali KIA0203',
  fromAbsence: true,
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const service = context.service(resolveHost(spec.host, namespace));
      return (spec.subsets ?? []).flatMap((subset, index) =>
        service?.workloads.length &&
        !service.workloads.some(({ labels }) => selects(subset.labels, labels))
          ? [
              {
                on,
                path: `spec.subsets.${index}.labels`,
                message: `No workload of ${service.name} has the labels of the subset ${subset.name}.`,
                help: 'Correct the labels, or add the workload.',
              },
            ]
          : [],
      );
    }),
};
