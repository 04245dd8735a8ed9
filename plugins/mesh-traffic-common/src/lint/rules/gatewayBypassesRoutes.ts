import { resolveHost } from '../../simulate/hosts';
import { gatewayNamed } from '../gatewayServers';
import { groupBy } from '../groupBy';
import { httpRules, isForMesh } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Rules for the mesh hold at sidecars; a gateway follows only what is bound to it. */
export const gatewayBypassesRoutes: LintRule = {
  code: 'MT2038',
  severity: 'warning',
  title: 'a gateway route past the versions that the mesh routes choose',
  source:
    'istio route.go: a VirtualService for the mesh does not bind gateways; istioctl analyze IST0140',
  check: context => {
    const rules = httpRules(context);
    const atGateways = rules.filter(({ object }) => !isForMesh(object));
    if (atGateways.length === 0) {
      return [];
    }
    const versioned = new Set(
      context
        .istio('DestinationRule')
        .filter(({ spec }) =>
          spec.subsets?.some(({ labels }) => Object.keys(labels ?? {}).length > 0),
        )
        .map(({ spec, namespace }) => resolveHost(spec.host, namespace)),
    );
    const choosing = groupBy(
      rules.flatMap(({ object, rule, hosts, isForMesh: forMesh }) =>
        forMesh
          ? (rule.route ?? []).flatMap(({ destination: { host, subset } }) => {
              const target = resolveHost(host, object.namespace);
              return subset && hosts.includes(target) ? [{ target, object }] : [];
            })
          : [],
      ),
      ({ target }) => target,
    );
    return atGateways.flatMap(({ object, rule, path }) =>
      (rule.route ?? []).flatMap(({ destination: { host, subset } }, index) => {
        const target = resolveHost(host, object.namespace);
        const bound = (object.spec.gateways ?? []).map(name =>
          gatewayNamed(context, name, object.namespace),
        );
        const other = choosing
          .get(target)
          ?.find(
            each =>
              !(each.object.spec.gateways ?? []).some(name =>
                bound.includes(gatewayNamed(context, name, each.object.namespace)),
              ),
          )?.object;
        return other && !subset && versioned.has(target)
          ? [
              {
                on: object.on,
                path: `${path}.route.${index}.destination`,
                message: `${other.name} in ${other.namespace} chooses among the versions of ${host} for sidecars only: calls through the gateway get all of them mixed.`,
                help: 'Name a subset here, or bind the gateway to that VirtualService too.',
              },
            ]
          : [];
      }),
    );
  },
};
