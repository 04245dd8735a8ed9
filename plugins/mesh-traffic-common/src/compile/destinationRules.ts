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
  for (const { subset, labels } of retiring) {
    subsets.add(host, { name: subset, ...(labels && { labels }) });
  }
  const manifests: Manifest[] = [];
  const emit = (name: string, ruleHost: string, list: Subset[]) => {
    if (list.length > 0) manifests.push(destinationRule(context, name, ruleHost, list));
  };
  emit(service, host, subsets.of(host));
  for (const version of rollout ? Object.keys(versions).sort() : []) {
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
