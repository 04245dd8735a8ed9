import { Manifest } from '../kubernetes/manifest';
import { Context } from './Context';
import { httpRules } from './httpRules';
import { manifestOf } from './manifestOf';
import { objectName } from './names';
import { tcpRules } from './tcpRules';

/**
 * The one VirtualService of the service's host: every rule for calls inside the mesh. Undefined when the
 * document says nothing about where calls go or how they are tried.
 */
export function virtualService(context: Context): Manifest | undefined {
  const { spec } = context.policy;
  if (!governsCalls(context)) return undefined;
  const hasHttp = spec.service.ports.some(port => port.protocol !== 'tcp');
  const tcp = tcpRules(context);
  return manifestOf(
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: rootName(context),
      namespace: context.namespace,
      policy: context.owner,
      wave: '1',
    },
    {
      spec: {
        hosts: [context.host],
        ...(hasHttp && { http: httpRules(context) }),
        ...(tcp.length > 0 && { tcp }),
      },
    },
  );
}

/** Flagger takes over a VirtualService that is called like one of its own (pkg/router/istio.go). */
function rootName({ service, policy }: Context): string {
  const rings = Object.values(policy.spec.rollout?.rings ?? {});
  return rings.some(ring => ring.workload.name === service) ? objectName(service, 'root') : service;
}

function governsCalls({ policy, callers, others }: Context): boolean {
  const { spec } = policy;
  return (
    spec.rollout !== undefined ||
    spec.routes.length > 0 ||
    Object.keys(spec.versions).length > 0 ||
    [...callers, others].some(
      ({ timeout, retries, trafficPolicy }) =>
        timeout !== undefined || retries !== undefined || trafficPolicy !== undefined,
    )
  );
}
