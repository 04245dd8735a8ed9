import { Manifest } from '../kubernetes/manifest';
import { Context, hostOf } from './Context';
import { pinnedService } from './destinations';
import { manifestOf } from './manifestOf';
import { Subset } from './SubsetBook';

/**
 * The DestinationRules of the service's own namespace, one per host. To be built after all routes. Without
 * `exportTo` and without a policy at the top: both make it matter which of several rules a caller gets.
 */
export function destinationRules(context: Context): Manifest[] {
  const { policy, service, namespace, host, subsets } = context;
  const { versions, rollout, retiring } = policy.spec;
  if (!rollout) {
    for (const version of Object.keys(versions)) {
      subsets.add(host, { name: version, labels: versions[version].labels });
    }
  }
  const pinned = new Set(rollout ? Object.keys(versions) : []);
  for (const { version, subset, labels } of retiring) {
    if (version !== undefined) pinned.add(version);
    if (subset === undefined) continue;
    if (version === undefined) subsets.add(host, { name: subset, ...(labels && { labels }) });
    else subsets.add(hostOf(pinnedService(service, version), namespace), { name: subset });
  }
  const manifests: Manifest[] = [];
  const emit = (name: string, ruleHost: string, list: Subset[]) => {
    if (list.length > 0) manifests.push(destinationRule(context, name, ruleHost, list));
  };
  emit(service, host, subsets.of(host));
  for (const version of [...pinned].sort()) {
    const name = pinnedService(service, version);
    emit(name, hostOf(name, namespace), subsets.of(hostOf(name, namespace)));
  }
  return manifests;
}

function destinationRule(
  context: Context,
  name: string,
  host: string,
  subsets: Subset[],
): Manifest {
  return manifestOf(
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      name,
      namespace: context.namespace,
      policy: context.owner,
      wave: '0',
    },
    { spec: { host, subsets } },
  );
}
