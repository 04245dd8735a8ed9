import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Accepted with a warning, and not read. */
export const consecutiveErrorsIgnored: LintRule = {
  code: 'MT2043',
  severity: 'warning',
  title: 'consecutiveErrors, which is not read any more',
  source: 'istio cluster_traffic_policy.go, applyOutlierDetection; measured',
  check: context =>
    trafficPolicies(context).flatMap(({ object, path, policy }) =>
      policy.outlierDetection?.consecutiveErrors === undefined
        ? []
        : [
            {
              on: object.on,
              path: `${path}.outlierDetection.consecutiveErrors`,
              message: `consecutiveErrors ${policy.outlierDetection.consecutiveErrors} does nothing: Envoy's own default of 5 counts.`,
              help: 'Use consecutive5xxErrors or consecutiveGatewayErrors.',
            },
          ],
    ),
};
