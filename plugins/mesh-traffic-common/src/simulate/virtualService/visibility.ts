import type { ResolvedVirtualService } from './resolveNames';

/**
 * The VirtualServices that a proxy in `namespace` may use for a gateway (`mesh` for sidecars), in the order in which
 * Istio tries them: private ones, those exported to the namespace, public ones; each by age (istio
 * pilot/pkg/model/push_context.go, virtualServiceIndex).
 */
export function visibleVirtualServices(
  virtualServices: readonly ResolvedVirtualService[],
  namespace: string,
  gateway: string,
): ResolvedVirtualService[] {
  const bound = virtualServices.filter(each => each.gateways.includes(gateway));
  const inClass = (visibility: Visibility) =>
    bound.filter(each => visibilityFor(each, namespace) === visibility);
  return [...inClass('private'), ...inClass('exported'), ...inClass('public')];
}

type Visibility = 'private' | 'exported' | 'public' | 'hidden';

function visibilityFor(each: ResolvedVirtualService, namespace: string): Visibility {
  const { exportTo } = each;
  if (exportTo.length === 0 || exportTo.includes('*')) {
    return 'public';
  }
  if (exportTo.includes('~')) {
    return 'hidden';
  }
  const isOwn = each.namespace === namespace;
  if (isOwn && (exportTo.includes('.') || exportTo.includes(namespace))) {
    return 'private';
  }
  return !isOwn && exportTo.includes(namespace) ? 'exported' : 'hidden';
}
