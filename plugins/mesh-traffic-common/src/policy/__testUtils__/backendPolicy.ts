/** The policy of the example's `backend`, with comments in all the places where people write them. */
export const BACKEND_POLICY = `# +argocd:skip-file-rendering
# Owned by team-backend.
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: backend
  namespace: shared-services
  annotations: { config.kubernetes.io/local-config: "true" }
spec:
  service:
    ports: [{ name: http, number: 5678, protocol: http }]
  versions: # pod labels
    stable: { labels: { version: stable } }
    canary: { labels: { version: canary } }
    # experimental is for dev alone
    experimental: { labels: { version: experimental } }
  callers:
    # production never sees a canary
    prod:
      access: allow
      route: { stable: 100 } # agreed with team-shop
      timeout: 10s
    staging: { access: allow, route: { stable: 90, canary: 10 } }
    dev:
      access: allow
      route:
        # everything
        experimental: 100

  # whoever is not listed
  otherCallers: { access: allow, route: { stable: 100 } }
# end
`;
