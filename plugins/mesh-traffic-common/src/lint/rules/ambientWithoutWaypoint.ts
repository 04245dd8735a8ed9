import { waypointRules } from '../ambient';
import type { LintRule } from '../LintRule';

/** ztunnel moves connections; what looks at calls is the waypoint, where there is one. */
export const ambientWithoutWaypoint: LintRule = {
  code: 'MT2180',
  severity: 'warning',
  title: 'rules for calls to a service in ambient mode without a waypoint',
  source: 'istio docs, ambient mode, layer 7 features; Kiali KIA0210, KIA0211, KIA1109, KIA1113',
  check: context =>
    waypointRules(context)
      .filter(({ hasWaypoint }) => !hasWaypoint)
      .map(({ object: { on }, path, service: { name, namespace } }) => ({
        on,
        path,
        message: `${namespace} is in ambient mode, and ${name} there uses no waypoint: for callers without a sidecar of their own none of this holds.`,
        help: 'Label the Service or its Namespace with istio.io/use-waypoint.',
      })),
};
