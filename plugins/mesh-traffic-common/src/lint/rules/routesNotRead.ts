import { gatewayNamed, gatewayServers, offersAny, type WrittenServer } from '../gatewayServers';
import { groupBy } from '../groupBy';
import { meshHosts } from '../httpRules';
import type { IstioObject } from '../LintContext';
import type { LintRule } from '../LintRule';

const READ_BY = { http: 'http', tls: 'sni' } as const;

const WHAT: Record<WrittenServer['reads'], string> = {
  http: 'read HTTP',
  sni: 'hand TLS connections on unopened',
  bytes: 'hand on bytes',
};

const HELP = {
  http: 'Let the server open the connections (tls.mode: SIMPLE with a certificate), or write tls rules by sniHosts.',
  tls: 'Set tls.mode: PASSTHROUGH on the server, or write http rules.',
};

/** Only said of Gateways among the documents, and where none of the servers for the hosts could use the rules. */
export const routesNotRead: LintRule = {
  code: 'MT2167',
  severity: 'error',
  title: 'rules of a kind that no server of the gateway reads',
  source: 'istio pilot/pkg/networking/core/gateway.go; pkg/config/gateway, IsHTTPServer',
  check: context => {
    const byGateway = groupBy(gatewayServers(context), ({ object }) => object.key);
    return context.istio('VirtualService').flatMap(object => {
      const kind = onlyKind(object);
      return (object.spec.gateways ?? []).flatMap((name, index) => {
        const gateway = gatewayNamed(context, name, object.namespace);
        const servers = (gateway ? (byGateway.get(gateway.key) ?? []) : []).filter(({ server }) =>
          offersAny(server, meshHosts(object)),
        );
        return kind && servers.length > 0 && !servers.some(({ reads }) => reads === READ_BY[kind])
          ? [
              {
                on: object.on,
                path: `spec.gateways.${index}`,
                message: `It has ${kind} rules only, and the servers of ${name} for its hosts ${WHAT[servers[0].reads]}: nothing is routed there.`,
                help: HELP[kind],
              },
            ]
          : [];
      });
    });
  },
};

function onlyKind({ spec }: IstioObject<'VirtualService'>): 'http' | 'tls' | undefined {
  const { http = [], tls = [], tcp = [] } = spec;
  if (tcp.length > 0 || http.length > 0 === tls.length > 0) {
    return undefined;
  }
  return http.length > 0 ? 'http' : 'tls';
}
