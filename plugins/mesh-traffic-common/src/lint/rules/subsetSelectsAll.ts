import type { LintRule } from '../LintRule';
import { resolveHost } from '../../simulate/hosts';
import { selects } from '../../simulate/workloads';

/** A version by name only: its calls go to every version. */
export const subsetSelectsAll: LintRule = {
  code: 'MT2052',
  severity: 'info',
  title: 'a subset that is the whole service',
  source: 'Kiali KIA0209',
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const service = context.service(resolveHost(spec.host, namespace));
      return (spec.subsets ?? []).flatMap((subset, index) => {
        const hasLabels = Object.keys(subset.labels ?? {}).length > 0;
        const several = (service?.workloads.length ?? 0) > 1;
        const all =
          several && service?.workloads.every(({ labels }) => selects(subset.labels, labels));
        return !hasLabels || all
          ? [
              {
                on,
                path: `spec.subsets.${index}.labels`,
                message: `The subset ${subset.name} holds all pods of the service, of every version.`,
                help: 'Add the label that tells the versions apart, unless only its limits matter.',
              },
            ]
          : [];
      });
    }),
};
