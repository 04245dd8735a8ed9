export interface ExampleOptions {
  /** Weights of `staging`; default 90 and 10. */
  staging?: Record<string, number>;
  /** More files, or others instead of these. */
  files?: Record<string, string>;
}

const NAMESPACES = ['prod', 'staging', 'dev', 'tenant-a', 'batch', 'shared-services'];
const VERSIONS = ['stable', 'canary', 'experimental'];
const HOST = 'backend.shared-services.svc.cluster.local';

// Not for the cluster: kustomize leaves it out, and so does the mesh.
const POLICY = `apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: backend
  namespace: shared-services
  annotations: { config.kubernetes.io/local-config: 'true' }
spec: {}
`;

/** Files of a small GitOps repository: the service `backend` with three versions and a rule per caller. */
export function exampleFiles(options: ExampleOptions = {}): Map<string, string> {
  return new Map(
    Object.entries({
      'apps/namespaces.yaml': NAMESPACES.map(namespaceYaml).join('---\n'),
      'apps/backend.yaml': [serviceYaml(), ...VERSIONS.map(deploymentYaml)].join('---\n'),
      'mesh/shared-services/backend/routing-policy.yaml': POLICY,
      'mesh/shared-services/backend/kustomization.yaml':
        'resources: [destination-rule.yaml, virtual-service.yaml]\n',
      'mesh/shared-services/backend/destination-rule.yaml': destinationRuleYaml(),
      'mesh/shared-services/backend/virtual-service.yaml': virtualServiceYaml(
        options.staging ?? { stable: 90, canary: 10 },
      ),
      ...options.files,
    }),
  );
}

/** An AuthorizationPolicy that lets these namespaces call `backend`, and nobody else. */
export function allowOnlyYaml(namespaces: string[]): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: backend-callers, namespace: shared-services }
spec:
  selector: { matchLabels: { app: backend } }
  action: ALLOW
  rules:
    - from: [{ source: { namespaces: [${namespaces.join(', ')}] } }]
`;
}

/** An EnvoyFilter that lets the pods of `backend` take so many calls a minute each, whoever calls. */
export function rateLimitYaml(perMinute: number): string {
  return `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: backend-limit, namespace: shared-services }
spec:
  workloadSelector: { labels: { app: backend } }
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: SIDECAR_INBOUND
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter: { name: envoy.filters.http.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.local_ratelimit
          typed_config:
            '@type': type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
            stat_prefix: limit
            token_bucket: { max_tokens: ${perMinute}, tokens_per_fill: ${perMinute}, fill_interval: 60s }
            filter_enabled: { default_value: { numerator: 100 } }
            filter_enforced: { default_value: { numerator: 100 } }
`;
}

function namespaceYaml(name: string): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { istio-injection: enabled } }
`;
}

function serviceYaml(): string {
  return `apiVersion: v1
kind: Service
metadata: { name: backend, namespace: shared-services }
spec:
  selector: { app: backend }
  ports: [{ name: http, port: 5678, targetPort: 5678 }]
`;
}

function deploymentYaml(version: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: backend-${version}, namespace: shared-services }
spec:
  replicas: ${version === 'stable' ? 3 : 1}
  selector: { matchLabels: { app: backend, version: ${version} } }
  template:
    metadata: { labels: { app: backend, version: ${version} } }
    spec:
      serviceAccountName: backend
      containers: [{ name: app, image: example/app, ports: [{ containerPort: 5678 }] }]
`;
}

function destinationRuleYaml(): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: backend, namespace: shared-services }
spec:
  host: ${HOST}
  subsets: [${VERSIONS.map(name => `{ name: ${name}, labels: { version: ${name} } }`).join(', ')}]
`;
}

function virtualServiceYaml(staging: Record<string, number>): string {
  const rule = (name: string, route: Record<string, number>) => `
    - name: ${name}
      ${name === 'others' ? '' : `match: [{ sourceNamespace: ${name} }]`}
      route:${Object.entries(route)
        .map(([subset, weight]) => {
          const weighted = Object.keys(route).length > 1 ? `, weight: ${weight}` : '';
          return `
        - { destination: { host: ${HOST}, subset: ${subset} }${weighted} }`;
        })
        .join('')}`;
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: backend, namespace: shared-services }
spec:
  hosts: [${HOST}]
  http:${rule('prod', { stable: 100 })}${rule('staging', staging)}${rule('dev', {
    experimental: 100,
  })}${rule('others', { stable: 100 })}
`;
}
