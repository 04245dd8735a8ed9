import { selects } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Only said where the namespace's workloads are among the documents. */
export const sidecarSelectsNothing: LintRule = {
  code: 'MT2106',
  severity: 'warning',
  title: 'a Sidecar that no workload has',
  source: 'istioctl analyze IST0101; Kiali KIA0004',
  fromAbsence: true,
  check: context =>
    context.istio('Sidecar').flatMap(({ on, spec, namespace }) => {
      const selector = spec.workloadSelector?.labels ?? {};
      const own = context.workloadsOf(namespace);
      return Object.keys(selector).length > 0 &&
        own.length > 0 &&
        namespace !== context.world.rootNamespace &&
        !own.some(({ labels }) => selects(selector, labels))
        ? [
            {
              on,
              path: 'spec.workloadSelector.labels',
              message: `No workload in ${namespace} has these labels: the Sidecar is for nobody.`,
              help: 'Correct the labels.',
            },
          ]
        : [];
    }),
};
