import { AMBIENT_LABEL } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** A pod with a sidecar is not taken into ambient mode. */
export const ambientAndInjection: LintRule = {
  code: 'MT2184',
  severity: 'warning',
  title: 'sidecars and ambient mode for one namespace',
  source: 'istio docs, adding workloads to an ambient mesh; Kiali, checks of ambient workloads',
  check: context =>
    context.ofKind('Namespace', '').flatMap(on =>
      on.labels[AMBIENT_LABEL] === 'ambient' && context.world.injects(on.name) === true
        ? [
            {
              on,
              path: `metadata.labels["${AMBIENT_LABEL}"]`,
              message:
                'Its labels ask for sidecars too, and pods that have one are left out of ambient mode: which of the two a pod is in depends on when it started.',
              help: `Keep one: ${AMBIENT_LABEL}, or istio-injection and istio.io/rev.`,
            },
          ]
        : [],
    ),
};
