import { AMBIENT_LABEL, field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

const NEEDS_SIDECARS = ['AuthorizationPolicy', 'PeerAuthentication', 'EnvoyFilter', 'Canary'];

/** The Namespace is there, and asks for no sidecars. */
export const namespaceNotInjected: LintRule = {
  code: 'MT2101',
  severity: 'error',
  title: 'objects that need sidecars in a namespace without',
  source: 'Istio injection labels; measured: without a sidecar nothing is enforced',
  check: context =>
    context.ofKind('Namespace', '').flatMap(on => {
      const needing = context
        .objectsIn(on.name)
        .filter(
          ({ kind, manifest }) =>
            NEEDS_SIDECARS.includes(kind) && items(field(manifest.spec, 'targetRefs')).length === 0,
        );
      // Gateways ask for their proxy by a label of the pod.
      const asksByItself = context.workloadsOf(on.name).some(({ hasSidecar }) => hasSidecar);
      return !asksByItself &&
        needing.length > 0 &&
        context.world.injects(on.name) !== true &&
        on.name !== context.world.rootNamespace &&
        on.labels[AMBIENT_LABEL] === undefined
        ? [
            {
              on,
              path: 'metadata.labels',
              message: `Pods of ${on.name} get no sidecar, so that ${needing[0].kind} ${needing[0].name} does nothing.`,
              help: 'Add the label istio-injection: enabled, or istio.io/rev.',
            },
          ]
        : [];
    }),
};
