import { type ServicePort, targetPort } from '../../simulate/services';
import type { LintRule } from '../LintRule';

/** The sidecar of the pods has one listener per port, and it speaks one protocol. */
export const portWithTwoProtocols: LintRule = {
  code: 'MT2113',
  severity: 'warning',
  title: 'two Services that say different protocols for one port of the pods',
  source: 'istio pilot/pkg/networking/core/listener_inbound.go; istioctl analyze IST0116',
  check: context => {
    const said = new Map<string, { name: string; protocol: ServicePort['protocol'] }>();
    return context.ofKind('Service', '').flatMap(on => {
      const service = context.service(`${on.name}.${on.namespace}.svc.cluster.local`);
      return (service?.ports ?? []).flatMap((port, index) => {
        for (const workload of port.isDetected ? [] : (service?.workloads ?? [])) {
          const number = targetPort(port, workload);
          const key = `${workload.namespace} ${workload.name} ${number}`;
          const other = said.get(key);
          if (!other) {
            said.set(key, { name: on.name, protocol: port.protocol });
          } else if (number !== undefined && other.protocol !== port.protocol) {
            return [
              {
                on,
                path: `spec.ports.${index}`,
                message: `The pods of ${workload.name} speak ${port.protocol} at ${number} here and ${other.protocol} in the Service ${other.name}: their sidecar follows the older Service, and rules for the other do not hold.`,
                help: 'Let both say the same protocol.',
              },
            ];
          }
        }
        return [];
      });
    });
  },
};
