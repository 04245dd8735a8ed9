import { Manifest } from '../kubernetes/manifest';
import { Caller, Context } from './Context';
import { gatewayRules } from './httpRules';
import { manifestOf } from './manifestOf';
import { objectName } from './names';
import { trafficPolicyOf } from './trafficPolicyOf';

/**
 * A VirtualService per exposure, bound to its gateway alone: a rule in the mesh's own VirtualService would serve
 * the hosts to callers inside as well, and `gateways` in a match switches `sourceNamespace` off.
 * Source: istio pilot/pkg/networking/core/route/route.go (1.30)
 */
export function gatewayServices(context: Context): Manifest[] {
  const { exposure, service } = context.policy.spec;
  const several = service.ports.length > 1;
  const firstHttp = service.ports.find(port => port.protocol !== 'tcp')?.number;
  return exposure.map((entry, index) => {
    const name = entry.name ?? String(index);
    const open = !entry.route && entry.ring === undefined;
    const port = entry.port ?? firstHttp;
    const caller: Caller = {
      id: `gateway:${name}`,
      ruleName: 'from-gateway',
      ...(several && { port }),
      route: open ? context.others.route : entry.route,
      ring: open ? context.others.ring : entry.ring,
      timeout: entry.timeout,
      retries: entry.retries,
      trafficPolicy: entry.circuitBreaker && trafficPolicyOf(entry.circuitBreaker),
    };
    return manifestOf(
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        name: objectName(context.service, 'gateway', name),
        namespace: context.namespace,
        policy: context.owner,
        wave: '1',
      },
      {
        spec: {
          hosts: entry.hosts,
          gateways: [entry.gateway],
          http: gatewayRules(context, caller, port),
        },
      },
    );
  });
}
