import type { LintRule } from '../LintRule';
import { resolveHost } from '../../simulate/hosts';
import { selects } from '../../simulate/workloads';

/** A version by name only: its calls go to every version. Where no subset is a version, they hold limits. */
export const subsetSelectsAll: LintRule = {
  code: 'MT2052',
  severity: 'info',
  title: 'a subset that is the whole service',
  source: 'Kiali KIA0209',
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const service = context.service(resolveHost(spec.host, namespace));
      const hasVersions = spec.subsets?.some(({ labels }) => Object.keys(labels ?? {}).length > 0);
      return (spec.subsets ?? []).flatMap((subset, index) => {
        const hasLabels = Object.keys(subset.labels ?? {}).length > 0;
        const isForLimits = !hasVersions && Boolean(subset.trafficPolicy);
        const several = !context.options.partial && (service?.workloads.length ?? 0) > 1;
        const all =
          several && service?.workloads.every(({ labels }) => selects(subset.labels, labels));
        return (!hasLabels && !isForLimits) || all
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
