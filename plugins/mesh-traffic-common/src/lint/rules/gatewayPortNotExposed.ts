import { gatewayServers, podsOf } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** Only said where the gateway's workload and its Service are among the documents. */
export const gatewayPortNotExposed: LintRule = {
  code: 'MT2162',
  severity: 'warning',
  title: 'a port of a Gateway that the Service of its pods does not offer',
  source: 'istio pilot/pkg/model/gateway.go, resolvePorts; istioctl analyze IST0162',
  fromAbsence: true,
  check: context => {
    const services = [...context.effective.services.values()];
    return gatewayServers(context).flatMap(({ object, server, path }) => {
      const pods = new Set(
        podsOf(context, object).map(({ namespace, name }) => `${namespace}/${name}`),
      );
      if (pods.size === 0) {
        return [];
      }
      const offering = services.filter(({ workloads }) =>
        workloads.some(({ namespace, name }) => pods.has(`${namespace}/${name}`)),
      );
      const number = server.port?.number;
      const isOffered = offering.some(({ ports }) =>
        ports.some(port => port.number === number || port.target === number),
      );
      return offering.length > 0 && !isOffered && !server.bind
        ? [
            {
              on: object.on,
              path: `${path}.port.number`,
              message: `No Service of the gateway’s pods has port ${number} (${offering.map(({ namespace, name }) => `${namespace}/${name}`).join(', ')}): nobody gets there through it.`,
              help: 'Add the port to the Service, or use one that it has.',
            },
          ]
        : [];
    });
  },
};
