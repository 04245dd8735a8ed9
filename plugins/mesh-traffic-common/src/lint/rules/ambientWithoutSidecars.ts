import { isAmbient } from '../ambient';
import type { LintRule } from '../LintRule';

/** Silent where a workload of the namespace has a sidecar all the same. */
export const ambientWithoutSidecars: LintRule = {
  code: 'MT2183',
  severity: 'warning',
  title: 'an object for sidecars in a namespace in ambient mode',
  source: 'istio docs, ambient mode; istioctl analyze IST0167',
  check: context =>
    (['Sidecar', 'EnvoyFilter'] as const).flatMap(kind =>
      context
        .istio(kind)
        .filter(
          ({ namespace, spec }) =>
            namespace !== context.world.rootNamespace &&
            isAmbient(context, namespace) &&
            !('targetRefs' in spec && spec.targetRefs?.length) &&
            !context.workloadsOf(namespace).some(({ hasSidecar }) => hasSidecar),
        )
        .map(({ on, namespace }) => ({
          on,
          path: 'spec',
          message: `Pods of ${namespace} are in ambient mode and have no sidecar: nobody reads this ${kind}.`,
          help:
            kind === 'Sidecar'
              ? 'Remove it.'
              : 'Bind it to a waypoint with targetRefs, or remove it.',
        })),
    ),
};
