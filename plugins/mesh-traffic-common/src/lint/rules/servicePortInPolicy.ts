import { type MeshService, targetPort } from '../../simulate/services';
import { selects } from '../../simulate/workloads';
import { groupBy } from '../groupBy';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';

/** Only said where every pod that is bound serves that Service port at another port of its own. */
export const servicePortInPolicy: LintRule = {
  code: 'MT2095',
  severity: 'warning',
  title: 'a policy that names the port of a Service where the port of the pods counts',
  source:
    'istio/api authorization_policy.proto, Operation.ports; peer_authentication.proto, portLevelMtls',
  check: context => [
    ...context.istio('AuthorizationPolicy').flatMap(({ on, spec, namespace }) => {
      const named = (spec.rules ?? []).flatMap((rule, index) => [
        ...(rule.to ?? []).flatMap(({ operation }, at) =>
          (['ports', 'notPorts'] as const).flatMap(list =>
            (operation?.[list] ?? []).map((port, place) => ({
              port,
              path: `spec.rules.${index}.to.${at}.operation.${list}.${place}`,
            })),
          ),
        ),
        ...(rule.when ?? []).flatMap(({ key, values = [] }, at) =>
          key === 'destination.port'
            ? values.map((port, place) => ({
                port,
                path: `spec.rules.${index}.when.${at}.values.${place}`,
              }))
            : [],
        ),
      ]);
      if (named.length === 0) {
        return [];
      }
      const podPort = servedElsewhere(context, namespace, spec.selector?.matchLabels);
      return named.flatMap(({ port, path }) => blame(on, path, port, podPort(Number(port))));
    }),
    ...context.istio('PeerAuthentication').flatMap(({ on, spec, namespace }) => {
      const named = Object.keys(spec.portLevelMtls ?? {});
      if (named.length === 0) {
        return [];
      }
      const podPort = servedElsewhere(context, namespace, spec.selector?.matchLabels);
      return named.flatMap(port =>
        blame(on, `spec.portLevelMtls.${port}`, port, podPort(Number(port))),
      );
    }),
  ],
};

function blame(
  on: ReturnType<LintRule['check']>[number]['on'],
  path: string,
  port: string,
  podPort: number | undefined,
) {
  return podPort === undefined
    ? []
    : [
        {
          on,
          path,
          message: `${port} is the Service's port; the pods take these calls at ${podPort}, and only that is compared.`,
          help: `Write ${podPort}.`,
        },
      ];
}

/** The pods' port behind a Service's port; undefined where a pod listens at that port itself. */
function servedElsewhere(
  context: LintContext,
  namespace: string,
  selector: Record<string, string> | undefined,
): (port: number) => number | undefined {
  const isBound = ({ workloads }: MeshService) =>
    workloads.some(({ labels }) => selects(selector, labels));
  const services = (
    context
      .once('services by namespace', () =>
        groupBy([...context.effective.services.values()], service => service.namespace),
      )
      .get(namespace) ?? []
  ).filter(isBound);
  const targets = services.flatMap(({ ports, workloads }) =>
    ports.flatMap(port =>
      workloads
        .filter(({ labels }) => selects(selector, labels))
        .map(workload => ({ port: port.number, target: targetPort(port, workload) })),
    ),
  );
  const listening = new Set(targets.map(({ target }) => target));
  const declared = new Set(
    context
      .workloadsOf(namespace)
      .filter(({ labels }) => selects(selector, labels))
      .flatMap(({ portsByName }) => Object.values(portsByName)),
  );
  return port =>
    listening.has(port) || declared.has(port)
      ? undefined
      : targets.find(each => each.port === port)?.target;
}
