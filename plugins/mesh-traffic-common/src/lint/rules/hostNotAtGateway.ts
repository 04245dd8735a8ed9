import { hostsOverlap } from '../../simulate/hosts';
import { meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Only said where the Gateway is among the documents. */
export const hostNotAtGateway: LintRule = {
  code: 'MT2032',
  severity: 'warning',
  title: 'a VirtualService whose hosts its gateway does not serve',
  source: 'istioctl analyze IST0132; istio pilot/pkg/networking/core/gateway.go',
  check: context => {
    const gateways = context.istio('Gateway');
    return context.istio('VirtualService').flatMap(object =>
      (object.spec.gateways ?? []).flatMap((gateway, index) => {
        const full = gateway.includes('/') ? gateway : `${object.namespace}/${gateway}`;
        const found = gateways.find(each => `${each.namespace}/${each.name}` === full);
        const served = (found?.spec.servers ?? []).flatMap(server => server.hosts ?? []);
        const isServed = meshHosts(object).some(host =>
          served.some(each => hostsOverlap(host, each.split('/').at(-1) ?? each)),
        );
        return found && !isServed
          ? [
              {
                on: object.on,
                path: `spec.gateways.${index}`,
                message: `The Gateway ${full} serves none of these hosts: nothing is routed there.`,
                help: `Add one of its hosts: ${served.join(', ')}.`,
              },
            ]
          : [];
      }),
    );
  },
};
