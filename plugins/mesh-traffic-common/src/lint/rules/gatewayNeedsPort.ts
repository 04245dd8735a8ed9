import { resolveHost } from '../../simulate/hosts';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** A gateway's own port says nothing about the service's, unless that has only one. */
export const gatewayNeedsPort: LintRule = {
  code: 'MT2034',
  severity: 'error',
  title: 'a gateway route to a service with several ports that names none',
  source: 'istio route.go, GetDestinationCluster; istioctl analyze IST0112',
  check: context => {
    const gateways = context.istio('Gateway');
    if (gateways.length === 0) {
      return [];
    }
    return httpRules(context).flatMap(({ object, rule, path }) => {
      const bound = (object.spec.gateways ?? []).map(gateway =>
        gateway.includes('/') ? gateway : `${object.namespace}/${gateway}`,
      );
      const ports = gateways
        .filter(each => bound.includes(`${each.namespace}/${each.name}`))
        .flatMap(({ spec }) => (spec.servers ?? []).flatMap(({ port }) => port?.number ?? []));
      return (rule.route ?? []).flatMap(({ destination }, index) => {
        const service = context.service(resolveHost(destination.host, object.namespace));
        const missing = ports.filter(port => !service?.ports.some(({ number }) => number === port));
        return service && service.ports.length > 1 && !destination.port && missing.length > 0
          ? [
              {
                on: object.on,
                path: `${path}.route.${index}.destination`,
                message: `${service.name} has several ports, and none is ${missing.join(', ')}, the port of the gateway: calls from there fail with 503 (NC).`,
                help: 'Add port.number to the destination.',
              },
            ]
          : [];
      });
    });
  },
};
