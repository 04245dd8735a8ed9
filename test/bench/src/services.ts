import {
  compile,
  type Manifest,
  parsePolicy,
  type RoutingPolicy,
} from 'backstage-plugin-mesh-traffic-common';

export const CALLERS = 10;

/** A caller as the rivals' templates take it. */
export interface Caller {
  namespace: string;
  /** Percent of calls to the new version; 0 for none. */
  canary: number;
  hasBreaker: boolean;
  requestsPerMinute: number;
}

/** A service as the rivals' templates take it. */
export interface ServiceInput {
  name: string;
  namespace: string;
  callers: Caller[];
}

/** Services of ten callers each: weights, timeouts and retries for all, breakers for some, limits, access. */
export function services(count: number): ServiceInput[] {
  return Array.from({ length: count }, (_, service) => ({
    name: `service-${service}`,
    namespace: `team-${service % 50}`,
    callers: Array.from({ length: CALLERS }, (__, caller) => ({
      namespace: `caller-${caller}`,
      canary: caller % 2 === 0 ? 10 : 0,
      hasBreaker: caller < 3,
      requestsPerMinute: 100 * (caller + 1),
    })),
  }));
}

/** The routing policy of a service, as parsePolicy returns it. */
export function policyOf({ name, namespace, callers }: ServiceInput): RoutingPolicy {
  const { policy, diagnostics } = parsePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name, namespace },
    spec: {
      service: {
        ports: [{ name: 'http', number: 8080, protocol: 'http' }],
        workload: { labels: { 'mesh-traffic/service': name } },
      },
      versions: {
        stable: { labels: { version: 'stable' } },
        canary: { labels: { version: 'canary' } },
      },
      callers: Object.fromEntries(callers.map(caller => [caller.namespace, ruleOf(caller)])),
      otherCallers: { access: 'deny', route: { stable: 100 } },
      accessControl: { mode: 'enforce' },
    },
  });
  if (!policy) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return policy;
}

function ruleOf({ canary, hasBreaker, requestsPerMinute }: Caller) {
  return {
    access: 'allow',
    route: canary > 0 ? { stable: 100 - canary, canary } : { stable: 100 },
    timeout: '10s',
    retries: { attempts: 3, perTryTimeout: '2s', retryOn: ['5xx', 'reset'] },
    ...(hasBreaker && { circuitBreaker: { maxConnections: 100, maxPendingRequests: 100 } }),
    rateLimit: { requests: requestsPerMinute, per: 'minute', mode: 'enforce' },
  };
}

/** What the policy of a service compiles to. */
export function manifestsOf(policy: RoutingPolicy): Manifest[] {
  const { manifests, diagnostics } = compile(policy);
  if (manifests.length === 0) throw new Error(diagnostics.map(each => each.message).join(' '));
  return manifests;
}
