import { RoutingPolicy } from '../../policy/schema';
import { compile } from '../compile';
import { CompileOptions } from '../CompileOptions';
import { hostOf } from '../Context';
import { pinnedService } from '../destinations';
import { heldSubsets, Reference, routeReferences, serviceSelectors } from './references';

type Retiring = RoutingPolicy['spec']['retiring'];

/**
 * What `spec.retiring` must hold when one policy follows another: subsets and Services of fixed versions that the
 * old routes use and the new document has no use for. They stay for this change, because proxies get the new
 * subsets before the new routes (istio pilot/pkg/xds/ads.go), and are left out by the change after.
 *
 * @returns the new value of `spec.retiring`, by version and name; empty when nothing has to stay
 */
export function retiringAfter(
  before: RoutingPolicy,
  after: RoutingPolicy,
  options?: CompileOptions,
): Retiring {
  const plain = { ...after, spec: { ...after.spec, retiring: [] } };
  const { name, namespace } = after.metadata;
  const old = compile(before, options).manifests;
  const next = compile(plain, options).manifests;
  const [oldSubsets, subsets] = [heldSubsets(old), heldSubsets(next)];
  const [oldServices, services] = [serviceSelectors(old), serviceSelectors(next)];
  const versionOf = new Map(
    versionsOf(before).map(version => [hostOf(pinnedService(name, version), namespace), version]),
  );
  const stays = ({ host, subset }: Reference): Retiring => {
    const version = versionOf.get(host);
    const lostSubset = subset !== undefined && !subsets.has(`${host} ${subset}`);
    if (version === undefined) {
      if (host !== hostOf(name, namespace) || !lostSubset) return [];
      const labels = labelsOf(oldSubsets.get(`${host} ${subset}`)?.labels);
      return [{ subset, ...(labels && { labels }) }];
    }
    if (!lostSubset && services.has(host)) return [];
    const labels = oldServices.get(host);
    return [{ version, ...(lostSubset && { subset }), ...(labels && { labels }) }];
  };
  const found = routeReferences(old).flatMap(stays);
  return found.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

/** Versions that may have a Service of their own. */
function versionsOf({ spec }: RoutingPolicy): string[] {
  const retiring = spec.retiring.flatMap(({ version }) => version ?? []);
  return [...new Set([...Object.keys(spec.versions), ...retiring])];
}

function labelsOf(value: unknown): Record<string, string> | undefined {
  return value as Record<string, string> | undefined;
}

function keyOf({ version, subset }: Retiring[number]): string {
  return `${version ?? ''} ${subset ?? ''}`;
}
