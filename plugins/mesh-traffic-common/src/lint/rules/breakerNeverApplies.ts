import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Limits of a subset hold for the calls that are routed to the subset, and no other. */
export const breakerNeverApplies: LintRule = {
  code: 'MT2042',
  severity: 'warning',
  title: 'limits on a subset that no caller is routed to',
  source: 'istio: a cluster exists per subset; limits belong to the cluster',
  check: context => {
    const followed = context.routes().flatMap(({ destinations }) => destinations);
    // Routes of gateways and of TCP are not followed: what they name counts as used.
    const named = context.world.virtualServices.flatMap(({ gateways, http, tcp, tls }) => [
      ...(gateways.some(gateway => gateway !== 'mesh') ? http : []),
      ...tcp,
      ...tls,
    ]);
    const used = new Set(
      [...followed, ...named.flatMap(({ route = [] }) => route.map(to => to.destination))].map(
        ({ host, subset }) => `${host} ${subset ?? ''}`,
      ),
    );
    return trafficPolicies(context).flatMap(({ object, host, subset, path, policy }) =>
      subset &&
      (policy.connectionPool || policy.outlierDetection) &&
      !used.has(`${host} ${subset.name}`)
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
