/** Weights by version, as YAML writes them in one line. */
type Route = string;

/** The backend's policy: each environment reaches the version that it is meant to try. */
export function backendPolicy(routes: { staging: Route; dev: Route }): string {
  return `# +argocd:skip-file-rendering
# How calls to backend are treated, by the namespace they come from.
# The other files of this folder follow from this one.
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: backend
  namespace: shared-services
  annotations: { config.kubernetes.io/local-config: 'true' }
spec:
  service:
    ports:
      - { name: http, number: 5678, protocol: http }
    workload:
      labels: { mesh-traffic/service: backend }
  versions:
    stable: { labels: { version: stable } }
    canary: { labels: { version: canary } } # one pod: a small share only
    experimental: { labels: { version: experimental } }
  callers:
    # Customers: nothing but what has been proven.
    prod:
      access: allow
      route: { stable: 100 }
    # Where a release is tried before it goes to prod.
    staging:
      access: allow
      route: ${routes.staging}
    dev:
      access: allow
      route: ${routes.dev}
    # Tenant A pays for stable answers, see their contract.
    tenant-a:
      access: allow
      route: { stable: 100 }
  # Whoever is not listed. Without this rule Istio would mix all versions.
  otherCallers:
    access: allow
    route: { stable: 100 }
`;
}

/** The API's policy. */
export function apiPolicy(routes: { staging: Route }): string {
  return `# +argocd:skip-file-rendering
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: api
  namespace: shared-services
  annotations: { config.kubernetes.io/local-config: 'true' }
spec:
  service:
    ports:
      - { name: http, number: 8080, protocol: http }
    workload:
      labels: { mesh-traffic/service: api }
  versions:
    stable: { labels: { version: stable } }
    canary: { labels: { version: canary } }
  callers:
    prod: { access: allow, route: { stable: 100 } }
    staging: { access: allow, route: ${routes.staging} } # half and half while orders v2 is tried
    dev: { access: allow, route: { canary: 100 } }
    tenant-a: { access: allow, route: { stable: 100 } }
  otherCallers: { access: allow, route: { stable: 100 } }
`;
}

/** The payments' policy: new versions come by Flagger, step by step, to everybody at once. */
export function paymentsPolicy(): string {
  return `# +argocd:skip-file-rendering
# Flagger moves calls to a new version step by step, and takes it back when the checks fail.
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: payments
  namespace: shared-services
  annotations: { config.kubernetes.io/local-config: 'true' }
spec:
  service:
    ports:
      - { name: http, number: 8080, protocol: http }
    workload:
      labels: { mesh-traffic/service: payments }
  callers:
    prod: { access: allow, ring: everybody }
    staging: { access: allow, ring: everybody }
  otherCallers: { access: allow, ring: everybody }
  rollout:
    rings:
      everybody:
        workload: payments
        pace: { interval: 30s, stepWeight: 10, maxWeight: 50 }
        thresholds: { successRate: 99, latencyP99: 1s, failedChecks: 2 }
`;
}
