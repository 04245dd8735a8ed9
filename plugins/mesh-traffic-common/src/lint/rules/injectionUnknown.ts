import type { LintRule } from '../LintRule';

const NEEDS_SIDECARS = new Set([
  'AuthorizationPolicy',
  'PeerAuthentication',
  'EnvoyFilter',
  'DestinationRule',
  'Canary',
]);

/** Said once for a namespace, at its first object. */
export const injectionUnknown: LintRule = {
  code: 'MT2102',
  severity: 'info',
  title: 'objects that need sidecars in a namespace that is not among the documents',
  source: 'Istio injection labels stand on the Namespace',
  fromAbsence: true,
  check: context => {
    const first = new Map<string, (typeof context.objects)[number]>();
    for (const object of context.objects) {
      if (
        NEEDS_SIDECARS.has(object.kind) &&
        object.namespace !== context.world.rootNamespace &&
        context.world.injects(object.namespace) === undefined &&
        !first.has(object.namespace)
      ) {
        first.set(object.namespace, object);
      }
    }
    return [...first].map(([namespace, on]) => ({
      on,
      path: 'metadata.namespace',
      message: `The Namespace ${namespace} is not among the documents: whether its pods have sidecars cannot be told, and without them nothing here is enforced.`,
      help: `Make sure that ${namespace} has the label istio-injection: enabled or istio.io/rev.`,
    }));
  },
};
