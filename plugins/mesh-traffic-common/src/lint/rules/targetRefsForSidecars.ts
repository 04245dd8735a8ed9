import { field, items } from '../../simulate/workloads';
import { hasWaypoint } from '../ambient';
import type { LintRule } from '../LintRule';

/** targetRefs bind waypoints and gateways. */
export const targetRefsForSidecars: LintRule = {
  code: 'MT2086',
  severity: 'warning',
  title: 'targetRefs to a Service',
  source: 'measured: an AuthorizationPolicy with targetRefs to a Service does nothing for sidecars',
  check: context => {
    const withWaypoint = new Set(
      context
        .ofKind('Gateway', 'gateway.networking.k8s.io')
        .filter(({ manifest }) => field(manifest.spec, 'gatewayClassName') === 'istio-waypoint')
        .map(({ namespace }) => namespace),
    );
    return context
      .istio('AuthorizationPolicy')
      .filter(({ namespace }) => !withWaypoint.has(namespace))
      .flatMap(({ on, manifest, namespace }) =>
        items(field(manifest.spec, 'targetRefs')).flatMap((target, index) =>
          field(target, 'kind') === 'Service' &&
          !hasWaypoint(context, String(field(target, 'name')), namespace)
            ? [
                {
                  on,
                  path: `spec.targetRefs.${index}`,
                  message:
                    'It binds a waypoint of the service; sidecars do not read it and let everybody in.',
                  help: 'Use spec.selector with labels of the pods.',
                },
              ]
            : [],
        ),
      );
  },
};
