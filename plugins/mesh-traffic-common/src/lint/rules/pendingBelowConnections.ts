import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** A new HTTP/1.1 connection first needs a pending slot. */
export const pendingBelowConnections: LintRule = {
  code: 'MT2045',
  severity: 'warning',
  title: 'fewer pending requests than connections',
  source: 'measured: connections 50, pending 20, 45 calls at once on a cold pool: 23 refused',
  check: context =>
    trafficPolicies(context).flatMap(({ object, path, policy }) => {
      const connections = policy.connectionPool?.tcp?.maxConnections ?? 0;
      const pending = policy.connectionPool?.http?.http1MaxPendingRequests ?? 0;
      return pending > 0 && pending < connections
        ? [
            {
              on: object.on,
              path: `${path}.connectionPool.http.http1MaxPendingRequests`,
              message: `A burst of more than ${pending} calls on new connections is refused, although ${connections} connections are allowed.`,
              help: `Set http1MaxPendingRequests to at least ${connections}.`,
            },
          ]
        : [];
    }),
};
