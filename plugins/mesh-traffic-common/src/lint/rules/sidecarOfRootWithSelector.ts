import type { LintRule } from '../LintRule';

/** In the root namespace a Sidecar is the default of all others. */
export const sidecarOfRootWithSelector: LintRule = {
  code: 'MT2109',
  severity: 'warning',
  title: 'a selector on a Sidecar of the root namespace',
  source: 'istio/api sidecar.proto; Kiali KIA1006',
  check: context =>
    context.istio('Sidecar').flatMap(({ on, spec, namespace }) =>
      namespace === context.world.rootNamespace &&
      Object.keys(spec.workloadSelector?.labels ?? {}).length > 0
        ? [
            {
              on,
              path: 'spec.workloadSelector',
              message: `A default for the whole mesh has no selector: with one it is for pods of ${namespace} alone.`,
              help: 'Remove the selector, or move the Sidecar to the namespace of the pods.',
            },
          ]
        : [],
    ),
};
