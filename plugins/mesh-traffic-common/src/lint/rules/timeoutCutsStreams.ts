import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** A route's timeout counts until the answer has ended. */
export const timeoutCutsStreams: LintRule = {
  code: 'MT2028',
  severity: 'info',
  title: 'a timeout on a gRPC port',
  source: 'Envoy route timeout; Istio hands it to grpc-timeout as well',
  check: context => {
    const grpc = new Set(
      context
        .ofKind('Service', '')
        .flatMap(({ manifest, name, namespace }) =>
          JSON.stringify(manifest.spec ?? {}).match(/"(?:name|appProtocol)":"grpc/)
            ? [`${name}.${namespace}.svc.cluster.local`]
            : [],
        ),
    );
    return httpRules(context).flatMap(({ object, rule, path, hosts }) =>
      rule.timeout !== undefined && hosts.some(host => grpc.has(host))
        ? [
            {
              on: object.on,
              path: `${path}.timeout`,
              message: `The timeout of ${rule.timeout} also ends gRPC streams that are still running.`,
              help: 'Leave the timeout out for streaming methods, in a rule of their own.',
            },
          ]
        : [],
    );
  },
};
