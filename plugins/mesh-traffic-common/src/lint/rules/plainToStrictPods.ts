import { mtlsMode } from '../../simulate/access/peerAuthentication';
import { targetPort } from '../../simulate/services';
import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** One side sends plain text, the other takes only mutual TLS. */
export const plainToStrictPods: LintRule = {
  code: 'MT2049',
  severity: 'error',
  title: 'tls DISABLE to pods that require mutual TLS',
  source: 'measured: no connection',
  check: context => {
    const { peerAuthentications, rootNamespace } = context.world;
    return trafficPolicies(context).flatMap(({ object, host, policy, path }) => {
      const service = context.world.services.get(host);
      if (policy.tls?.mode !== 'DISABLE' || !service) {
        return [];
      }
      const workloads = service.workloads.length
        ? service.workloads
        : [
            {
              namespace: service.namespace,
              labels: {},
              name: '',
              pods: 0,
              hasSidecar: true,
              portsByName: {},
              notModelled: [],
            },
          ];
      const isStrict = workloads.some(workload =>
        service.ports.some(
          port =>
            workload.hasSidecar &&
            mtlsMode(
              peerAuthentications,
              workload,
              targetPort(port, workload) ?? 0,
              rootNamespace,
            ) === 'STRICT',
        ),
      );
      return isStrict
        ? [
            {
              on: object.on,
              path: `${path}.tls.mode`,
              message: `The pods of ${host} take only mutual TLS (STRICT): no call gets through.`,
              help: 'Remove the tls block.',
            },
          ]
        : [];
    });
  },
};
