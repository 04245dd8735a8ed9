import { earlierSharing, gatewayServers, type WrittenServer } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** Servers with TLS are told apart by the name in the handshake, plain ones by nothing. */
export const protocolsOnOnePort: LintRule = {
  code: 'MT2166',
  severity: 'error',
  title: 'plain HTTP and plain TCP on one port of a gateway',
  source: 'istio pilot/pkg/model/gateway.go, MergeGateways, canMergeProtocols',
  check: context =>
    gatewayServers(context).flatMap(later => {
      const other = earlierSharing(
        context,
        later,
        'plain protocol',
        plainKey,
        ({ reads }) => reads !== later.reads,
      )?.server;
      return other
        ? [
            {
              on: later.object.on,
              path: `${later.path}.port.protocol`,
              message: `${other.object === later.object ? 'Another server here' : `The Gateway ${other.object.namespace}/${other.object.name}`} has ${other.server.port?.protocol} at port ${later.server.port?.number}, and this one ${later.server.port?.protocol}: Istio leaves out the server of the younger one.`,
              help: 'Give one of them another port.',
            },
          ]
        : [];
    }),
};

/** One key for all servers without TLS. */
function plainKey({ server }: WrittenServer): string[] {
  return /^(HTTPS|TLS)$/i.test(server.port?.protocol ?? '') ? [] : ['plain'];
}
