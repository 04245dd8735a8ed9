import { Workload } from '../world/World';

/**
 * Every label of Istio's standard HTTP metrics, in the order in which Istio's telemetry filter sets them
 * (istio/proxy, source/extensions/filters/http/istio_stats/istio_stats.cc).
 */
export const istioLabelNames = [
  'reporter',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'source_workload_namespace',
  'source_principal',
  'source_app',
  'source_version',
  'source_cluster',
  'destination_workload',
  'destination_workload_namespace',
  'destination_principal',
  'destination_app',
  'destination_version',
  'destination_service',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_service_name',
  'destination_service_namespace',
  'destination_cluster',
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
  'connection_security_policy',
] as const;

export type IstioLabels = Record<(typeof istioLabelNames)[number], string>;

const UNKNOWN = 'unknown';
const CLUSTER_ID = 'Kubernetes';

/** What one sidecar knows of the workload at the other end, or of its own. */
export interface Peer {
  workload: string;
  canonicalService: string;
  canonicalRevision: string;
  namespace: string;
  principal: string;
  app: string;
  version: string;
  cluster: string;
}

/** Nobody answered, or the other end has no identity. */
export const unknownPeer: Peer = {
  workload: UNKNOWN,
  canonicalService: UNKNOWN,
  // The telemetry filter falls back to `latest` here, and to `unknown` everywhere else.
  canonicalRevision: 'latest',
  namespace: UNKNOWN,
  principal: UNKNOWN,
  app: UNKNOWN,
  version: UNKNOWN,
  cluster: UNKNOWN,
};

/** A workload as its own sidecar describes it, and as a peer learns it through mutual TLS. */
export function peerOf(workload: Workload, trustDomain: string): Peer {
  const { labels, namespace, name, serviceAccount } = workload;
  return {
    workload: name,
    canonicalService:
      labels['service.istio.io/canonical-name'] ??
      labels['app.kubernetes.io/name'] ??
      labels.app ??
      name,
    canonicalRevision:
      labels['service.istio.io/canonical-revision'] ??
      labels['app.kubernetes.io/version'] ??
      labels.version ??
      'latest',
    namespace,
    principal: `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
    app: labels.app ?? UNKNOWN,
    version: labels.version ?? UNKNOWN,
    cluster: CLUSTER_ID,
  };
}

/** What is left of a peer when no connection came about: the endpoint's metadata alone. */
export function endpointOnly(peer: Peer): Peer {
  return { ...peer, principal: UNKNOWN, app: UNKNOWN, version: UNKNOWN };
}

/** A peer over plain text: it says who it is, and cannot prove it. */
export function withoutPrincipal(peer: Peer): Peer {
  return { ...peer, principal: UNKNOWN };
}

/** The service that a call was for, as the reporting sidecar names it. */
export interface CalledService {
  host: string;
  name: string;
  namespace: string;
}

/** The Envoy cluster's metadata; see {@link withoutCluster} for calls that found no cluster. */
export function serviceOfHost(host: string): CalledService {
  const [name, namespace, kind] = host.split('.');
  if (kind !== 'svc') return { host, name: host, namespace: UNKNOWN };
  return { host, name, namespace };
}

/** Without a cluster the filter falls back to the Host header, for the name as well, and knows no namespace. */
export function withoutCluster(host: string): CalledService {
  return { host, name: host, namespace: UNKNOWN };
}

/** One kind of call as one side reports it. */
export interface Report {
  reporter: 'source' | 'destination';
  source: Peer;
  destination: Peer;
  service: CalledService;
  code: number;
  /** Envoy's response flags; `-` for none. */
  flags: string;
  /** What the destination saw; a source never knows it. */
  mutualTls: boolean;
}

/** The full label set of a report. */
export function istioLabels(report: Report): IstioLabels {
  const { reporter, source, destination, service } = report;
  return {
    reporter,
    source_workload: source.workload,
    source_canonical_service: source.canonicalService,
    source_canonical_revision: source.canonicalRevision,
    source_workload_namespace: source.namespace,
    source_principal: source.principal,
    source_app: source.app,
    source_version: source.version,
    source_cluster: source.cluster,
    destination_workload: destination.workload,
    destination_workload_namespace: destination.namespace,
    destination_principal: destination.principal,
    destination_app: destination.app,
    destination_version: destination.version,
    destination_service: service.host,
    destination_canonical_service: destination.canonicalService,
    destination_canonical_revision: destination.canonicalRevision,
    destination_service_name: service.name,
    destination_service_namespace: service.namespace,
    destination_cluster: destination.cluster,
    request_protocol: 'http',
    response_code: String(report.code),
    grpc_response_status: '',
    response_flags: report.flags,
    connection_security_policy: securityPolicy(report),
  };
}

function securityPolicy(report: Report): string {
  if (report.reporter === 'source') return UNKNOWN;
  return report.mutualTls ? 'mutual_tls' : 'none';
}
