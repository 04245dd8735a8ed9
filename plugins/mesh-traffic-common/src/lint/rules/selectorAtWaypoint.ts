import { resolveHost } from '../../simulate/hosts';
import { hasWaypoint, isAmbient } from '../ambient';
import type { LintRule } from '../LintRule';

/** A waypoint calls for everybody: it has no pods of callers to select. */
export const selectorAtWaypoint: LintRule = {
  code: 'MT2185',
  severity: 'warning',
  title: 'a DestinationRule for some callers of a service with a waypoint',
  source: 'istio pkg/config/analysis/analyzers/destinationrule, workload selectors and waypoints',
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const [name, owner, kind] = resolveHost(spec.host, namespace).split('.');
      return spec.workloadSelector &&
        kind === 'svc' &&
        isAmbient(context, owner) &&
        hasWaypoint(context, name, owner)
        ? [
            {
              on,
              path: 'spec.workloadSelector',
              message: `Calls to ${name} go through its waypoint, which this rule does not select: it holds for callers with a sidecar only.`,
              help: 'Remove the workloadSelector, or the rule.',
            },
          ]
        : [];
    }),
};
