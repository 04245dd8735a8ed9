import { firstByNamespace } from '../firstByNamespace';
import type { LintRule } from '../LintRule';

/** Only the older one counts. */
export const twoSidecars: LintRule = {
  code: 'MT2104',
  severity: 'error',
  title: 'two Sidecars for one namespace',
  source: 'istioctl analyze IST0111; Kiali KIA0002; istio push_context.go, getSidecarScope',
  check: context => {
    const wide = context.istio('Sidecar').filter(({ spec }) => !spec.workloadSelector);
    const first = firstByNamespace(wide);
    return wide.flatMap(one => {
      const other = first.get(one.namespace);
      return other && other !== one
        ? [
            {
              on: one.on,
              path: 'spec',
              message: `${other.name} is for all of ${one.namespace} too: only the older of the two counts.`,
              help: 'Keep one, or give one a workloadSelector.',
            },
          ]
        : [];
    });
  },
};
