import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Limits of a subset hold for the calls that are routed to the subset, and no other. */
export const breakerNeverApplies: LintRule = {
  code: 'MT2042',
  severity: 'warning',
  title: 'limits on a subset that no caller is routed to',
  source: 'istio: a cluster exists per subset; limits belong to the cluster',
  fromAbsence: true,
  check: context => {
    const used = new Map<string, Set<string | undefined>>();
    const use = (host: string, subset: string | undefined) => {
      const subsets = used.get(host);
      if (subsets) {
        subsets.add(subset);
      } else {
        used.set(host, new Set([subset]));
      }
    };
    for (const { destinations } of context.routes()) {
      for (const { host, subset } of destinations) {
        use(host, subset);
      }
    }
    // Routes of gateways and of TCP are not followed: what they name counts as used.
    for (const { gateways, http, tcp, tls } of context.world.virtualServices) {
      const byGateway = gateways.some(gateway => gateway !== 'mesh') ? http : [];
      for (const { route = [] } of [...byGateway, ...tcp, ...tls]) {
        route.forEach(({ destination: { host, subset } }) => use(host, subset));
      }
    }
    return trafficPolicies(context).flatMap(({ object, host, subset, path, policy }) =>
      subset &&
      (policy.connectionPool || policy.outlierDetection) &&
      !used.get(host)?.has(subset.name)
        ? [
            {
              on: object.on,
              path,
              message: `No route leads to the subset ${subset.name}: its limits never apply.`,
              help: 'Route the callers that are meant to the subset.',
            },
          ]
        : [],
    );
  },
};
