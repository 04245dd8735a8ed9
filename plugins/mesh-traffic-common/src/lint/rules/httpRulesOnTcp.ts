import { isForMesh, meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** A port that Istio takes for TCP has no HTTP routes. */
export const httpRulesOnTcp: LintRule = {
  code: 'MT2029',
  severity: 'warning',
  title: 'HTTP rules for a service that speaks only TCP',
  source: 'measured: no route configuration for the port; istio pkg/config/kube ConvertProtocol',
  check: context =>
    context
      .istio('VirtualService')
      .filter(isForMesh)
      .flatMap(object =>
        meshHosts(object).flatMap((host, index) => {
          const service = context.service(host);
          return object.spec.http?.length &&
            service &&
            service.ports.length > 0 &&
            service.ports.every(({ protocol }) => protocol === 'tcp')
            ? [
                {
                  on: object.on,
                  path: `spec.hosts.${index}`,
                  message: `All ports of ${host} are TCP by their name: the http rules do nothing.`,
                  help: 'Name the port http or set appProtocol, or write tcp rules.',
                },
              ]
            : [];
        }),
      ),
};
