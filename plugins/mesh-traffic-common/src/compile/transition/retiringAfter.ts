import { RoutingPolicy } from '../../policy/schema';
import { compile } from '../compile';
import { CompileOptions } from '../CompileOptions';
import { hostOf } from '../Context';
import { heldSubsets, routeReferences } from './references';

type Retiring = RoutingPolicy['spec']['retiring'];

/**
 * What `spec.retiring` must hold when one policy follows another: subsets that the old routes use and the new
 * document has no use for. They stay for this change, because proxies get the new subsets before the new routes
 * (istio pilot/pkg/xds/ads.go), and are left out by the change after.
 *
 * @returns the new value of `spec.retiring`, by name; empty when nothing has to stay
 */
export function retiringAfter(
  before: RoutingPolicy,
  after: RoutingPolicy,
  options?: CompileOptions,
): Retiring {
  const plain = { ...after, spec: { ...after.spec, retiring: [] } };
  const host = hostOf(after.metadata.name, after.metadata.namespace);
  const old = compile(before, options).manifests;
  const held = heldSubsets(compile(plain, options).manifests);
  const oldSubsets = heldSubsets(old);
  const names = routeReferences(old)
    .filter(reference => reference.host === host && reference.subset !== undefined)
    .map(({ subset = '' }) => subset)
    .filter(subset => !held.has(`${host} ${subset}`));
  return names.sort().map(subset => {
    const labels = oldSubsets.get(`${host} ${subset}`)?.labels as
      Record<string, string> | undefined;
    return { subset, ...(labels && { labels }) };
  });
}
