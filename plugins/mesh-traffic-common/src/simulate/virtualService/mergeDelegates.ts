import { mergeMatches } from './mergeMatches';
import type { ResolvedVirtualService, Rule } from './resolveNames';

/**
 * Puts the delegates' rules into the roots that name them. A delegate that is missing or not exported to the root's
 * namespace drops that rule alone (istio pilot/pkg/model/virtualservice.go, mergeVirtualServicesIfNeeded).
 */
export function mergeDelegates(
  virtualServices: readonly ResolvedVirtualService[],
): ResolvedVirtualService[] {
  const delegates = new Map(
    virtualServices
      .filter(each => each.hosts.length === 0)
      .map(each => [`${each.namespace}/${each.name}`, each]),
  );
  return virtualServices
    .filter(each => each.hosts.length > 0)
    .map(root =>
      root.http.some(rule => rule.delegate)
        ? { ...root, http: root.http.flatMap(rule => expand(rule, root, delegates)) }
        : root,
    );
}

function expand(
  rule: Rule,
  root: ResolvedVirtualService,
  delegates: ReadonlyMap<string, ResolvedVirtualService>,
): Rule[] {
  if (!rule.delegate) {
    return [rule];
  }
  const { name, namespace } = rule.delegate;
  const delegate = delegates.get(`${namespace || root.namespace}/${name}`);
  if (!delegate || !isExportedTo(delegate, root.namespace)) {
    return [];
  }
  return delegate.http.flatMap(leaf => {
    const match = mergeMatches(rule.match, leaf.match);
    return match ? [join(rule, leaf, match)] : [];
  });
}

function isExportedTo(delegate: ResolvedVirtualService, namespace: string): boolean {
  const { exportTo } = delegate;
  return (
    exportTo.length === 0 ||
    exportTo.includes('*') ||
    exportTo.some(entry => (entry === '.' ? delegate.namespace : entry) === namespace)
  );
}

/** The delegate's own settings win; the root fills what it leaves open. */
function join(root: Rule, leaf: Rule, match: Rule['match']): Rule {
  return {
    ...leaf,
    name: [root.name, leaf.name].filter(Boolean).join('-') || undefined,
    match,
    rewrite: leaf.rewrite ?? root.rewrite,
    directResponse: leaf.directResponse ?? root.directResponse,
    timeout: leaf.timeout ?? root.timeout,
    retries: leaf.retries ?? root.retries,
    fault: leaf.fault ?? root.fault,
    mirror: leaf.mirror ?? root.mirror,
    mirrorPercent: leaf.mirrorPercent ?? root.mirrorPercent,
    mirrorPercentage: leaf.mirrorPercentage ?? root.mirrorPercentage,
    mirrors: leaf.mirrors ?? root.mirrors,
    corsPolicy: leaf.corsPolicy ?? root.corsPolicy,
    headers: leaf.headers ?? root.headers,
  };
}
