/**
 * The fields of Istio's objects that the simulator reads, as plain data after admission. Names and meaning are
 * those of istio/api (networking/v1, security/v1).
 */
export interface StringMatch {
  exact?: string;
  prefix?: string;
  regex?: string;
}

export interface HttpMatch {
  name?: string;
  uri?: StringMatch;
  scheme?: StringMatch;
  method?: StringMatch;
  authority?: StringMatch;
  headers?: Record<string, StringMatch>;
  withoutHeaders?: Record<string, StringMatch>;
  queryParams?: Record<string, StringMatch>;
  ignoreUriCase?: boolean;
  port?: number;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
  statPrefix?: string;
}

export interface Destination {
  host: string;
  subset?: string;
  port?: { number?: number };
}

export interface HeaderOperations {
  request?: { set?: Record<string, string>; add?: Record<string, string>; remove?: string[] };
  response?: unknown;
}

export interface WeightedDestination {
  destination: Destination;
  weight?: number;
  headers?: HeaderOperations;
}

export interface HttpRetry {
  attempts?: number;
  perTryTimeout?: string;
  retryOn?: string;
  retryRemoteLocalities?: boolean;
  retryIgnorePreviousHosts?: boolean;
  backoff?: string;
}

export interface HttpFault {
  delay?: { fixedDelay?: string; percent?: number; percentage?: { value?: number } };
  abort?: { httpStatus?: number; percentage?: { value?: number } };
}

export interface HttpRoute {
  name?: string;
  match?: HttpMatch[];
  route?: WeightedDestination[];
  redirect?: { redirectCode?: number };
  directResponse?: { status?: number };
  delegate?: { name?: string; namespace?: string };
  rewrite?: { uri?: string; authority?: string; uriRegexRewrite?: unknown };
  timeout?: string;
  retries?: HttpRetry;
  fault?: HttpFault;
  mirror?: Destination;
  mirrorPercent?: number;
  mirrorPercentage?: { value?: number };
  mirrors?: { destination?: Destination; percentage?: { value?: number } }[];
  corsPolicy?: unknown;
  headers?: HeaderOperations;
}

export interface L4Match {
  port?: number;
  destinationSubnets?: string[];
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  gateways?: string[];
  sniHosts?: string[];
}

export interface L4Route {
  match?: L4Match[];
  route?: WeightedDestination[];
}

export interface VirtualServiceSpec {
  hosts?: string[];
  gateways?: string[];
  http?: HttpRoute[];
  tcp?: L4Route[];
  tls?: L4Route[];
  exportTo?: string[];
}

export interface ConnectionPool {
  tcp?: { maxConnections?: number };
  http?: { http1MaxPendingRequests?: number; http2MaxRequests?: number; maxRetries?: number };
}

export interface OutlierDetection {
  consecutiveErrors?: number;
  consecutive5xxErrors?: number;
  consecutiveGatewayErrors?: number;
  splitExternalLocalOriginErrors?: boolean;
  consecutiveLocalOriginFailures?: number;
  interval?: string;
  baseEjectionTime?: string;
  maxEjectionPercent?: number;
  minHealthPercent?: number;
}

export interface PortTrafficPolicy {
  connectionPool?: ConnectionPool;
  outlierDetection?: OutlierDetection;
  loadBalancer?: unknown;
  tls?: { mode?: string };
}

export interface TrafficPolicy extends PortTrafficPolicy {
  retryBudget?: { percent?: number; minRetryConcurrency?: number };
  portLevelSettings?: (PortTrafficPolicy & { port?: { number?: number } })[];
}

export interface Subset {
  name: string;
  labels?: Record<string, string>;
  trafficPolicy?: TrafficPolicy;
}

export interface DestinationRuleSpec {
  host: string;
  trafficPolicy?: TrafficPolicy;
  subsets?: Subset[];
  exportTo?: string[];
  workloadSelector?: { matchLabels?: Record<string, string> };
}

export interface SidecarSpec {
  workloadSelector?: { labels?: Record<string, string> };
  egress?: { port?: { number?: number; protocol?: string }; hosts?: string[] }[];
  ingress?: unknown;
  outboundTrafficPolicy?: unknown;
  inboundConnectionPool?: unknown;
}

/** Certificates of a server, in the file system of the gateway. */
export interface CertificatePair {
  serverCertificate?: string;
  privateKey?: string;
}

export interface GatewayServer {
  port?: { number?: number; name?: string; protocol?: string; targetPort?: number };
  bind?: string;
  hosts?: string[];
  /** A mode that is not given is PASSTHROUGH. */
  tls?: CertificatePair & {
    httpsRedirect?: boolean;
    mode?: string;
    caCertificates?: string;
    credentialName?: string;
    credentialNames?: string[];
    tlsCertificates?: CertificatePair[];
  };
}

export interface GatewaySpec {
  selector?: Record<string, string>;
  servers?: GatewayServer[];
}

export interface ServiceEntryEndpoint {
  address?: string;
  /** By name of the entry's port. */
  ports?: Record<string, number>;
  labels?: Record<string, string>;
  network?: string;
}

export interface ServiceEntrySpec {
  hosts?: string[];
  addresses?: string[];
  ports?: { number?: number; protocol?: string; name?: string; targetPort?: number }[];
  location?: string;
  /** Not given, it is NONE: connections go where they were sent. */
  resolution?: string;
  endpoints?: ServiceEntryEndpoint[];
  workloadSelector?: { labels?: Record<string, string> };
  exportTo?: string[];
}

export interface PolicySource {
  principals?: string[];
  notPrincipals?: string[];
  namespaces?: string[];
  notNamespaces?: string[];
  serviceAccounts?: string[];
  notServiceAccounts?: string[];
  requestPrincipals?: string[];
  notRequestPrincipals?: string[];
  ipBlocks?: string[];
  notIpBlocks?: string[];
  remoteIpBlocks?: string[];
  notRemoteIpBlocks?: string[];
}

export interface PolicyOperation {
  hosts?: string[];
  notHosts?: string[];
  ports?: string[];
  notPorts?: string[];
  methods?: string[];
  notMethods?: string[];
  paths?: string[];
  notPaths?: string[];
}

export interface PolicyRule {
  from?: { source?: PolicySource }[];
  to?: { operation?: PolicyOperation }[];
  when?: { key: string; values?: string[]; notValues?: string[] }[];
}

export interface AuthorizationPolicySpec {
  selector?: { matchLabels?: Record<string, string> };
  targetRef?: unknown;
  targetRefs?: unknown[];
  action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  provider?: { name?: string };
  rules?: PolicyRule[];
}

export interface PeerAuthenticationSpec {
  selector?: { matchLabels?: Record<string, string> };
  mtls?: { mode?: string };
  portLevelMtls?: Record<string, { mode?: string }>;
}

export interface EnvoyFilterSpec {
  workloadSelector?: { labels?: Record<string, string> };
  targetRefs?: unknown[];
  priority?: number;
  configPatches?: {
    applyTo?: string;
    match?: Record<string, unknown>;
    patch?: { operation?: string; value?: Record<string, unknown> };
  }[];
}
