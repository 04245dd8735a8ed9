import { earlierSharing, gatewayServers, type WrittenServer } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** Hosts of plain HTTP servers may be shared: their routes are joined. */
export const tlsHostTwice: LintRule = {
  code: 'MT2161',
  severity: 'error',
  title: 'a TLS host that two servers of a gateway have',
  source:
    'istio pilot/pkg/model/gateway.go, MergeGateways; istioctl analyze IST0145; Kiali KIA0301',
  check: context =>
    gatewayServers(context).flatMap(later => {
      const found = earlierSharing(context, later, 'TLS host', tlsHosts);
      return found
        ? [
            {
              on: later.object.on,
              path: `${later.path}.hosts`,
              message: `${found.server.object === later.object ? 'Another server here' : `The Gateway ${found.server.object.namespace}/${found.server.object.name}`} serves ${found.key} with TLS at port ${later.server.port?.number} too: Istio leaves out the whole server of the younger one.`,
              help: 'Let one server have the host, or write the hosts out instead of sharing them.',
            },
          ]
        : [];
    }),
};

/** As Istio compares them: with the namespace, where an entry is for one. */
function tlsHosts({ object, server }: WrittenServer): string[] {
  const isTls = server.tls && /^(HTTPS|TLS)$/i.test(server.port?.protocol ?? '');
  return (isTls ? (server.hosts ?? []) : []).map(entry =>
    entry.replace(/^\*\//, '').replace(/^\.\//, `${object.namespace}/`),
  );
}
