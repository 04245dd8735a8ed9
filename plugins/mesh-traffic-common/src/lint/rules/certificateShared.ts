import { earlierAtSamePlace, gatewayServers } from '../gatewayServers';
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
      const credential = later.server.tls?.credentialName;
      const other =
        credential &&
        later.reads === 'http' &&
        earlierAtSamePlace(context, later).find(
          ({ object, server }) =>
            object !== later.object &&
            object.namespace === later.object.namespace &&
            server.tls?.credentialName === credential,
        );
      return other
        ? [
            {
              on: later.object.on,
              path: `${later.path}.tls.credentialName`,
              message: `${other.object.name} has the certificate ${credential} too: clients that hold an HTTP/2 connection to one of its hosts use it for the others, and get 404.`,
              help: 'Put the hosts of one certificate into one server.',
            },
          ]
        : [];
    }),
};
