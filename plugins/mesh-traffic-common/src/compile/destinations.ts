import { Caller, Context, hostOf } from './Context';
import { hashedName, subsetName } from './names';
import { trafficPolicyOf } from './trafficPolicyOf';

/** Where calls go, as Istio writes it. */
export interface RouteDestination {
  destination: { host: string; subset?: string; port?: { number: number } };
  weight?: number;
}

/**
 * The destinations of a caller's calls. Under Flagger a fixed version has a Service of its own, since versions
 * of a rolled out workload cannot be told apart by labels.
 */
export function destinationsOf(
  context: Context,
  caller: Caller,
  route: Record<string, number> | undefined,
): RouteDestination[] {
  if (!route) return [destinationOf(context, caller, undefined)];
  const versions = Object.keys(route)
    .filter(version => route[version] > 0)
    .sort();
  if (versions.length === 1) return [destinationOf(context, caller, versions[0])];
  return versions.map(version => ({
    ...destinationOf(context, caller, version),
    weight: route[version],
  }));
}

function destinationOf(
  context: Context,
  caller: Caller,
  version: string | undefined,
): RouteDestination {
  const { versions, rollout } = context.policy.spec;
  const pinned = rollout !== undefined && version !== undefined;
  const host = pinned
    ? hostOf(pinnedService(context.service, version), context.namespace)
    : context.host;
  const labels = version === undefined || pinned ? undefined : versions[version].labels;
  const port = caller.port === undefined ? undefined : { port: { number: caller.port } };
  if (!caller.circuitBreaker) {
    if (labels === undefined || version === undefined) return { destination: { host, ...port } };
    context.subsets.add(host, { name: version, labels });
    return { destination: { host, subset: version, ...port } };
  }
  const name = subsetName(caller.id, version, versions);
  context.subsets.add(host, {
    name,
    ...(labels && { labels }),
    trafficPolicy: trafficPolicyOf(caller.circuitBreaker),
  });
  return { destination: { host, subset: name, ...port } };
}

/** Name of the Service that holds the pods of one version beside a rollout. */
export function pinnedService(service: string, version: string): string {
  return hashedName([service, version]);
}
