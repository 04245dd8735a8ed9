import { field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Flagger stops with an error. */
export const delegationWithHosts: LintRule = {
  code: 'MT2129',
  severity: 'error',
  title: 'delegation together with hosts or gateways',
  source: 'flagger pkg/router/istio.go',
  check: context =>
    context.canaries.flatMap(({ on, delegation, service }) =>
      (['hosts', 'gateways'] as const).flatMap(name =>
        delegation && items(field(service, name)).length > 0
          ? [
              {
                on,
                path: `spec.service.${name}`,
                message: `With delegation ${name} belong to the root VirtualService: Flagger refuses the Canary.`,
                help: `Remove ${name} here.`,
              },
            ]
          : [],
      ),
    ),
};
