import { type Workload, selects } from '../../simulate/workloads';
import { selectsGatewayPods } from '../gatewayPods';
import type { LintRule } from '../LintRule';

/** Only said where the namespace's workloads are among the documents. */
export const filterSelectsNothing: LintRule = {
  code: 'MT2070',
  severity: 'warning',
  title: 'an EnvoyFilter that reaches no workload',
  source: 'measured: in another namespace than the pods it reaches nothing',
  fromAbsence: true,
  check: context =>
    context.istio('EnvoyFilter').flatMap(({ on, spec, namespace }) => {
      const own =
        namespace === context.world.rootNamespace
          ? context.workloads
          : context.workloadsOf(namespace);
      const selector = spec.workloadSelector?.labels;
      const isSelected = ({ labels }: Workload) => selects(selector, labels);
      return selector &&
        !selectsGatewayPods(selector) &&
        !own.some(isSelected) &&
        (own.length > 0 || context.workloads.some(isSelected))
        ? [
            {
              on,
              path: 'spec.workloadSelector.labels',
              message: `No workload in ${namespace} has these labels: the filter reaches nothing.`,
              help: 'Put it into the namespace of the pods, with labels that they have.',
            },
          ]
        : [];
    }),
};
