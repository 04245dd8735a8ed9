import type { PolicySource } from '../../simulate/istioTypes';
import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Only said where workloads or service accounts of that namespace are among the documents. */
export const principalUnknown: LintRule = {
  code: 'MT2083',
  severity: 'warning',
  title: 'a principal that nothing runs as',
  source:
    'Kiali KIA0106; Istio gateways: istioctl <name>-service-account, the gateway chart the release name',
  fromAbsence: true,
  check: context => {
    const accounts = new Map<string, Set<string>>();
    const add = (namespace: string, name: string) =>
      accounts.set(namespace, (accounts.get(namespace) ?? new Set()).add(name));
    context.ofKind('ServiceAccount', '').forEach(({ namespace, name }) => add(namespace, name));
    // Istio runs the pods of a Gateway API gateway, a waypoint among them.
    for (const { namespace, name, manifest } of context.ofKind(
      'Gateway',
      'gateway.networking.k8s.io',
    )) {
      add(namespace, name);
      add(namespace, `${name}-${field(manifest.spec, 'gatewayClassName')}`);
    }
    for (const { kind, namespace, manifest } of context.objects) {
      if (['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) {
        const pod = field(field(manifest.spec, 'template'), 'spec');
        add(namespace, String(field(pod, 'serviceAccountName') ?? 'default'));
      }
    }
    return context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace: own }) =>
      (spec.rules ?? []).flatMap((rule, index) =>
        (rule.from ?? []).flatMap(({ source }, at) =>
          named(source, own).flatMap(({ namespace, account, field: list, place }) => {
            const known = accounts.get(namespace);
            return known && account && !account.includes('*') && !known.has(account)
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
