import { gatewayServers, podsOf } from '../gatewayServers';
import { groupBy } from '../groupBy';
import type { LintRule } from '../LintRule';
import type { Workload } from '../../simulate/workloads';

/** Only said where the gateway's workload and its Service are among the documents. */
export const gatewayPortNotExposed: LintRule = {
  code: 'MT2162',
  severity: 'warning',
  title: 'a port of a Gateway that the Service of its pods does not offer',
  source: 'istio pilot/pkg/model/gateway.go, resolvePorts; istioctl analyze IST0162',
  fromAbsence: true,
  check: context => {
    const byWorkload = groupBy(
      [...context.effective.services.values()].flatMap(service =>
        service.workloads.map(workload => ({ service, workload })),
      ),
      ({ workload }) => keyOf(workload),
    );
    return gatewayServers(context).flatMap(({ object, server, path }) => {
      const offering = new Set(
        podsOf(context, object).flatMap(pod =>
          (byWorkload.get(keyOf(pod)) ?? []).map(({ service }) => service),
        ),
      );
      const number = server.port?.number;
      const isOffered = [...offering].some(({ ports }) =>
        ports.some(port => port.number === number || port.target === number),
      );
      return offering.size > 0 && !isOffered && !server.bind
        ? [
            {
              on: object.on,
              path: `${path}.port.number`,
              message: `No Service of the gateway’s pods has port ${number} (${[...offering].map(({ namespace, name }) => `${namespace}/${name}`).join(', ')}): nobody gets there through it.`,
              help: 'Add the port to the Service, or use one that it has.',
            },
          ]
        : [];
    });
  },
};

function keyOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}
