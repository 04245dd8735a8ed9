import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** In the mesh the Service's port is compared; at a gateway it is the gateway's, which is not told here. */
export const matchPortUnknown: LintRule = {
  code: 'MT2119',
  severity: 'warning',
  title: 'a condition on a port that no Service of the hosts has',
  source: 'istio pilot/pkg/networking/core/route/route.go: match.port is the port of the listener',
  check: context =>
    httpRules(context).flatMap(({ object: { on, spec }, rule, path, hosts }) => {
      const services = hosts.map(host => context.service(host));
      const isMeshOnly = (spec.gateways ?? ['mesh']).every(gateway => gateway === 'mesh');
      if (!isMeshOnly || hosts.length === 0 || services.includes(undefined)) {
        return [];
      }
      const known = new Set(
        services.flatMap(service => service?.ports.map(({ number }) => number)),
      );
      return (rule.match ?? []).flatMap(({ port }, index) =>
        port && !known.has(port)
          ? [
              {
                on,
                path: `${path}.match.${index}.port`,
                message: `${hosts.join(', ')} ${hosts.length === 1 ? 'has' : 'have'} no port ${port}: the condition never holds.`,
                help: `Write the Service's port (${[...known].join(', ')}), not the pods'.`,
              },
            ]
          : [],
      );
    }),
};
