/**
 * The smallest document of a service: no versions, every call goes to the whole service as before, so
 * that bringing the service under management changes nothing for any caller.
 */
export function newPolicy(
  ref: { namespace: string; service: string },
  port: { name: string; number: number; protocol: 'http' | 'http2' | 'grpc' | 'tcp' },
): Record<string, unknown> {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: {
      name: ref.service,
      namespace: ref.namespace,
      annotations: { 'config.kubernetes.io/local-config': 'true' },
    },
    spec: {
      service: { ports: [port] },
      versions: {},
      callers: {},
      otherCallers: { access: 'allow' },
    },
  };
}
