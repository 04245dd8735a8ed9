import { waypointRules } from '../ambient';
import type { LintRule } from '../LintRule';

/** A waypoint looks for rules in the namespace of the service. */
export const ambientRuleElsewhere: LintRule = {
  code: 'MT2181',
  severity: 'warning',
  title: 'rules for a service in ambient mode that are not in its namespace',
  source: 'istio pilot/pkg/networking/core/listener_waypoint.go; Kiali KIA0212, KIA1114',
  check: context =>
    waypointRules(context)
      .filter(
        ({ hasWaypoint, object, service }) => hasWaypoint && object.namespace !== service.namespace,
      )
      .map(({ object: { on }, path, service: { name, namespace } }) => ({
        on,
        path,
        message: `The waypoint of ${name} reads rules in ${namespace} only: for callers without a sidecar of their own none of this holds.`,
        help: `Move it to ${namespace}.`,
      })),
};
