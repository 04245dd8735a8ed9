import { selects } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

const ENVOY_DEFAULT_PERCENT = 10;

/** Envoy rounds down: with fewer pods than the percentage needs, nobody is ever ejected. */
export const ejectionNeverHappens: LintRule = {
  code: 'MT2044',
  severity: 'warning',
  title: 'outlier detection that cannot eject a single pod',
  source: 'measured: 10 % of 3 pods, 50 % of one pod eject nobody',
  fromAbsence: true,
  check: context =>
    trafficPolicies(context).flatMap(({ object, host, policy, path, subset }) => {
      const outlier = policy.outlierDetection;
      const workloads = (context.service(host)?.workloads ?? []).filter(({ labels }) =>
        selects(subset?.labels, labels),
      );
      const pods = workloads.reduce((sum, workload) => sum + workload.pods, 0);
      const percent = outlier?.maxEjectionPercent || ENVOY_DEFAULT_PERCENT;
      return outlier && pods > 0 && Math.floor((pods * percent) / 100) < 1
        ? [
            {
              on: object.on,
              path: `${path}.outlierDetection`,
              message: `${percent} % of ${pods} ${pods === 1 ? 'pod' : 'pods'} is less than one: no pod is ever ejected.`,
              help: `Set maxEjectionPercent to at least ${Math.ceil(100 / pods)}.`,
            },
          ]
        : [];
    }),
};
