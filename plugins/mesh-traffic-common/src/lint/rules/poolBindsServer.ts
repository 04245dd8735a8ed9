import { breakerLimits } from '../../simulate/destinationRule/clusterPolicy';
import type { LintRule } from '../LintRule';

/** The top level also configures the sidecar of the service itself. */
export const poolBindsServer: LintRule = {
  code: 'MT2046',
  severity: 'warning',
  title: 'a connectionPool at the top of a DestinationRule',
  source: "istio cluster_builder.go; measured: 61 of 500 calls refused at the server's sidecar",
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const [, owner] = spec.host.includes('.') ? spec.host.split('.') : ['', namespace];
      return breakerLimits(spec.trafficPolicy?.connectionPool) && owner === namespace
        ? [
            {
              on,
              path: 'spec.trafficPolicy.connectionPool',
              message:
                'The limits also bind the sidecar of each pod of the service, over all its callers together.',
              help: 'Put them into the subsets.',
            },
          ]
        : [];
    }),
};
