import { targetPort } from '../../simulate/services';
import type { LintRule } from '../LintRule';

/** Istio's own container has ports with these names. */
const INJECTED = /^(http-envoy-prom|status-port|http-envoy-stats)$/;

/** Only names can be wrong: a container need not tell the numbers that it listens on. */
export const targetPortUnknown: LintRule = {
  code: 'MT2114',
  severity: 'error',
  title: 'a named targetPort that no container has',
  source: 'Kubernetes Service, targetPort by name; Kiali KIA0701',
  fromAbsence: true,
  check: context =>
    context.ofKind('Service', '').flatMap(on => {
      const service = context.service(`${on.name}.${on.namespace}.svc.cluster.local`);
      const { ports = [], workloads = [] } = service ?? {};
      return ports.flatMap((port, index) =>
        typeof port.target === 'string' &&
        !INJECTED.test(port.target) &&
        workloads.length > 0 &&
        workloads.every(workload => targetPort(port, workload) === undefined)
          ? [
              {
                on,
                path: `spec.ports.${index}.targetPort`,
                message: `No container of ${workloads.map(({ name }) => name).join(', ')} has a port called ${port.target}: the Service has no pods at this port, and calls fail with 503 (UH).`,
                help: 'Name the port in the container, or give the number.',
              },
            ]
          : [],
      );
    }),
};
