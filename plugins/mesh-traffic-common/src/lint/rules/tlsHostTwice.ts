import { earlierAtSamePlace, gatewayServers, type WrittenServer } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** Hosts of plain HTTP servers may be shared: their routes are joined. */
export const tlsHostTwice: LintRule = {
  code: 'MT2161',
  severity: 'error',
  title: 'a TLS host that two servers of a gateway have',
  source:
    'istio pilot/pkg/model/gateway.go, MergeGateways; istioctl analyze IST0145; Kiali KIA0301',
  check: context =>
    gatewayServers(context)
      .filter(isTls)
      .flatMap(later => {
        const hosts = new Set(hostsOf(later));
        const found = earlierAtSamePlace(context, later)
          .filter(isTls)
          .flatMap(earlier =>
            hostsOf(earlier)
              .filter(host => hosts.has(host))
              .map(host => ({ host, of: earlier.object })),
          )[0];
        return found
          ? [
              {
                on: later.object.on,
                path: `${later.path}.hosts`,
                message: `${found.of === later.object ? 'Another server here' : `The Gateway ${found.of.namespace}/${found.of.name}`} serves ${found.host} with TLS at port ${later.server.port?.number} too: Istio leaves out the whole server of the younger one.`,
                help: 'Let one server have the host, or write the hosts out instead of sharing them.',
              },
            ]
          : [];
      }),
};

function isTls({ server }: WrittenServer): boolean {
  return Boolean(server.tls) && /^(HTTPS|TLS)$/i.test(server.port?.protocol ?? '');
}

/** As Istio compares them: with the namespace, where an entry is for one. */
function hostsOf({ object, server }: WrittenServer): string[] {
  return (server.hosts ?? []).map(entry =>
    entry.replace(/^\*\//, '').replace(/^\.\//, `${object.namespace}/`),
  );
}
