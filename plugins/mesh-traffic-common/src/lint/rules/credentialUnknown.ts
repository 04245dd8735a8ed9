import { gatewayServers, podsOf } from '../gatewayServers';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';
import { field } from '../../simulate/workloads';

/** Said where the namespace of the gateway's pods holds secrets or what makes them, and none of this name. */
export const credentialUnknown: LintRule = {
  code: 'MT2163',
  severity: 'warning',
  title: 'a certificate that is not in the namespace of the gateway’s pods',
  source: 'istio docs, secure gateways; istioctl analyze IST0101',
  fromAbsence: true,
  check: context => {
    const secrets = context.once('secrets', () => secretsByNamespace(context));
    return gatewayServers(context).flatMap(({ object, server, path }) => {
      const namespaces = [...new Set(podsOf(context, object).map(({ namespace }) => namespace))];
      const known = namespaces.filter(namespace => secrets.has(namespace));
      const { credentialName, credentialNames = [] } = server.tls ?? {};
      const isTold = known.length > 0 && known.length === namespaces.length;
      const named = [
        { name: credentialName, field: 'credentialName' },
        ...credentialNames.map((name, index) => ({ name, field: `credentialNames.${index}` })),
      ];
      return named.flatMap(({ name, field: place }) => {
        if (!isTold || !name || name.includes('://')) {
          return [];
        }
        if (known.some(each => secrets.get(each)?.has(name))) {
          return [];
        }
        const elsewhere = [...secrets].find(([, names]) => names.has(name))?.[0];
        return [
          {
            on: object.on,
            path: `${path}.tls.${place}`,
            message: `${known.join(', ')}, where the gateway runs, has no secret ${name}${elsewhere ? `; ${elsewhere} has one, and there it is not looked for` : ''}: the server has no certificate and refuses every connection.`,
            help: 'Put the secret into the namespace of the gateway’s pods.',
          },
        ];
      });
    });
  },
};

/** Names of secrets that may be certificates, and of those that controllers make of other objects. */
function secretsByNamespace(context: LintContext): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (namespace: string, name: unknown) => {
    if (typeof name === 'string') {
      found.set(namespace, (found.get(namespace) ?? new Set()).add(name));
    }
  };
  for (const { namespace, name, manifest } of context.ofKind('Secret', '')) {
    if (/^(Opaque|kubernetes\.io\/tls)$/.test(String(manifest.type ?? 'Opaque'))) {
      add(namespace, name);
    }
  }
  for (const { namespace, name } of context.ofKind('SealedSecret', 'bitnami.com')) {
    add(namespace, name);
  }
  for (const { namespace, name, manifest } of context.ofKind(
    'ExternalSecret',
    'external-secrets.io',
  )) {
    add(namespace, field(field(manifest.spec, 'target'), 'name') ?? name);
  }
  for (const { namespace, manifest } of context.ofKind('Certificate', 'cert-manager.io')) {
    add(namespace, field(manifest.spec, 'secretName'));
  }
  return found;
}
