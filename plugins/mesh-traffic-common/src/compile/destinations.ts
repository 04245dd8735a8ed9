import { Caller, Context, hostOf } from './Context';
import { hashedName, subsetName } from './names';

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
  const destinations = versions.map(version => destinationOf(context, caller, version));
  if (versions.length > 1) {
    versions.forEach((version, index) => {
      destinations[index].weight = route[version];
    });
  }
  return destinations;
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
  const destination: RouteDestination['destination'] = { host };
  const labels = version === undefined || pinned ? undefined : versions[version].labels;
  if (caller.trafficPolicy) {
    const name = subsetName(caller.id, version, versions);
    const { trafficPolicy } = caller;
    context.subsets.add(host, labels ? { name, labels, trafficPolicy } : { name, trafficPolicy });
    destination.subset = name;
  } else if (version !== undefined && labels) {
    context.subsets.add(host, { name: version, labels });
    destination.subset = version;
  }
  if (caller.port !== undefined) destination.port = { number: caller.port };
  return { destination };
}

/** Name of the Service that holds the pods of one version beside a rollout. */
export function pinnedService(service: string, version: string): string {
  return hashedName([service, version]);
}
