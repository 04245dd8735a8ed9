import { field, items } from '../../simulate/workloads';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';

/** targetRefs bind waypoints and gateways. */
export const targetRefsForSidecars: LintRule = {
  code: 'MT2086',
  severity: 'warning',
  title: 'targetRefs to a Service',
  source: 'measured: an AuthorizationPolicy with targetRefs to a Service does nothing for sidecars',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, manifest, namespace }) =>
      hasWaypoint(context, namespace)
        ? []
        : items(field(manifest.spec, 'targetRefs')).flatMap((target, index) =>
            field(target, 'kind') === 'Service'
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
    ),
};

function hasWaypoint(context: LintContext, namespace: string): boolean {
  return context
    .ofKind('Gateway', 'gateway.networking.k8s.io')
    .some(
      gateway =>
        gateway.namespace === namespace &&
        field(gateway.manifest.spec, 'gatewayClassName') === 'istio-waypoint',
    );
}
