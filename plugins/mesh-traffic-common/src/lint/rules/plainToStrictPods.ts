import { mtlsMode } from '../../simulate/access/peerAuthentication';
import { targetPort } from '../../simulate/services';
import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** The mode of the pods that refuses a client's mode. */
const REFUSED_BY: Record<string, 'STRICT' | 'DISABLE' | undefined> = {
  DISABLE: 'STRICT',
  SIMPLE: 'STRICT',
  ISTIO_MUTUAL: 'DISABLE',
};

/** One side sends plain text or TLS without a certificate, the other takes only mutual TLS; or the other way round. */
export const plainToStrictPods: LintRule = {
  code: 'MT2049',
  severity: 'error',
  title: 'client TLS that the pods do not take',
  source: 'measured: no connection',
  check: context => {
    const { peerAuthentications, rootNamespace } = context.world;
    return trafficPolicies(context).flatMap(({ object, host, policy, path }) => {
      const service = context.world.services.get(host);
      const mode = policy.tls?.mode ?? '';
      const refusedBy = REFUSED_BY[mode];
      if (!refusedBy || !service) {
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
      const isRefused = workloads.some(workload =>
        service.ports.some(
          port =>
            workload.hasSidecar &&
            mtlsMode(
              peerAuthentications,
              workload,
              targetPort(port, workload) ?? 0,
              rootNamespace,
            ) === refusedBy,
        ),
      );
      return isRefused
        ? [
            {
              on: object.on,
              path: `${path}.tls.mode`,
              message:
                refusedBy === 'STRICT'
                  ? `The pods of ${host} take only mutual TLS (STRICT): no call gets through.`
                  : `The pods of ${host} take no mutual TLS (DISABLE): no call gets through.`,
              help: 'Remove the tls block.',
            },
          ]
        : [];
    });
  },
};
