import { earlierSharing, gatewayServers, type WrittenServer } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** A browser that has a connection uses it for every host that its certificate names. */
export const certificateShared: LintRule = {
  code: 'MT2165',
  severity: 'warning',
  title: 'one certificate in two Gateways of the same pods',
  source:
    'RFC 9113 section 9.1.1; istio docs, traffic management problems; istioctl analyze IST0138',
  check: context =>
    gatewayServers(context).flatMap(later => {
      const other = earlierSharing(
        context,
        later,
        'certificate',
        certificateOf,
        ({ object }) => object !== later.object,
      );
      return other
        ? [
            {
              on: later.object.on,
              path: `${later.path}.tls.credentialName`,
              message: `${other.server.object.name} has the certificate ${later.server.tls?.credentialName} too: clients that hold an HTTP/2 connection to one of its hosts use it for the others, and get 404.`,
              help: 'Put the hosts of one certificate into one server.',
            },
          ]
        : [];
    }),
};

function certificateOf({ object, server, reads }: WrittenServer): string[] {
  const { credentialName } = server.tls ?? {};
  return credentialName && reads === 'http' ? [`${object.namespace}/${credentialName}`] : [];
}
