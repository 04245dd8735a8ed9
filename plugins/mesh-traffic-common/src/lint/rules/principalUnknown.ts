import type { PolicySource } from '../../simulate/istioTypes';
import { field } from '../../simulate/workloads';
import { WAYPOINT_LABEL } from '../ambient';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';

/** Where a workload has the spec of its pods, below its own. */
const PODS = new Map<string, readonly string[]>([
  ['CronJob', ['jobTemplate', 'spec', 'template', 'spec']],
  ['Pod', []],
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'Rollout', 'StatefulSet'].map(
    (kind): [string, string[]] => [kind, ['template', 'spec']],
  ),
]);

/** Only said where workloads or service accounts of that namespace are among the documents. */
export const principalUnknown: LintRule = {
  code: 'MT2083',
  severity: 'warning',
  title: 'a principal that nothing runs as',
  source:
    'Kiali KIA0106; Istio gateways: istioctl <name>-service-account, the gateway chart the release name',
  fromAbsence: true,
  check: context => {
    const accounts = runningAs(context);
    const made = madeByIstio(context);
    return context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace: own }) =>
      (spec.rules ?? []).flatMap((rule, index) =>
        (rule.from ?? []).flatMap(({ source }, at) =>
          named(source, own).flatMap(({ namespace, account, field: list, place }) => {
            const known = accounts.get(namespace);
            return known &&
              account &&
              !account.includes('*') &&
              !known.has(account) &&
              !made.has(`${namespace}/${account}`)
              ? [
                  {
                    on,
                    path: `spec.rules.${index}.from.${at}.source.${list}.${place}`,
                    message: `Nothing in ${namespace} runs as ${account}: the rule lets nobody in.`,
                    help: `Known there: ${[...known].sort().join(', ')}.`,
                  },
                ]
              : [];
          }),
        ),
      ),
    );
  },
};

/** By namespace: the accounts that are there, and those that workloads name. */
function runningAs(context: LintContext): ReadonlyMap<string, Set<string>> {
  const accounts = new Map<string, Set<string>>();
  const add = (namespace: string, name: string) =>
    accounts.set(namespace, (accounts.get(namespace) ?? new Set()).add(name));
  context.ofKind('ServiceAccount', '').forEach(({ namespace, name }) => add(namespace, name));
  for (const { kind, namespace, manifest } of context.objects) {
    const podSpec = PODS.get(kind)?.reduce<unknown>(field, manifest.spec);
    if (podSpec) {
      add(namespace, String(field(podSpec, 'serviceAccountName') ?? 'default'));
    }
  }
  return accounts;
}

/** `namespace/name` of the accounts of gateways and waypoints: they do not tell who else is there. */
function madeByIstio(context: LintContext): ReadonlySet<string> {
  const made = new Set<string>();
  for (const { namespace, name, manifest } of context.ofKind(
    'Gateway',
    'gateway.networking.k8s.io',
  )) {
    made.add(`${namespace}/${name}`);
    made.add(`${namespace}/${name}-${field(manifest.spec, 'gatewayClassName')}`);
  }
  for (const { kind, namespace, name, labels } of context.objects) {
    const owner = labels['istio.io/use-waypoint-namespace'] ?? (namespace || name);
    if (kind === 'Namespace' || kind === 'Service') {
      made.add(`${owner}/${labels[WAYPOINT_LABEL]}`);
    }
  }
  return made;
}

/** The service accounts that a source names; those without a namespace are of the policy's own. */
function named(source: PolicySource | undefined, own: string) {
  const principals = (source?.principals ?? []).map((principal, place) => {
    const [, , namespace, , account] = principal.split('/');
    return { namespace, account, field: 'principals', place };
  });
  const accounts = (source?.serviceAccounts ?? []).map((entry, place) => {
    const [namespace, account] = entry.includes('/') ? entry.split('/') : [own, entry];
    return { namespace, account, field: 'serviceAccounts', place };
  });
  return [...principals, ...accounts];
}
