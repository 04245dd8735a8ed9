import type { Manifest } from '../kubernetes/manifest';

/** A call as it leaves its caller. Keys as in the measured cases (test/golden/istio). */
export interface Call {
  /** Source namespace. */
  from: string;
  /** Labels of the calling pod. */
  fromLabels?: Record<string, string>;
  /** Default `default`. */
  serviceAccount?: string;
  /**
   * A caller without a sidecar: no identity, no client-side rules. Default: true where the caller's Namespace is
   * among the manifests and asks for no injection.
   */
  plainText?: boolean;
  /** The caller is an ingress gateway with `fromLabels`. */
  gateway?: boolean;
  /** The caller's certificate names this trust domain; default the mesh's own. */
  fromTrustDomain?: string;
  /** Fully qualified host, for example `backend.shop.svc.cluster.local`. */
  host: string;
  /** Default 80. */
  port?: number;
  /** A TCP connection instead of an HTTP request: no path, method or headers. */
  tcp?: boolean;
  /** Default `/`. */
  path?: string;
  /** Default `GET`. */
  method?: string;
  headers?: Record<string, string>;
}

export interface SimulateOptions {
  /** Default `cluster.local`. */
  trustDomain?: string;
  /** Other trust domains that the mesh treats as its own (`meshConfig.trustDomainAliases`). */
  trustDomainAliases?: string[];
  /** Default `istio-system`. */
  rootNamespace?: string;
  /**
   * Objects, oldest first, as `namespace/name` or `Kind/namespace/name`; what is not listed is younger. Default:
   * the order of the manifests.
   */
  createdOrder?: string[];
  /** Ready pods by `namespace/name` of the workload, for example of a Deployment; default its `replicas`. */
  readyPods?: Record<string, number>;
}

/** `STRICT`, `PERMISSIVE` and `DISABLE` as in PeerAuthentication. */
export type MtlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE' | 'no sidecar';

/** The object that decided, and the index of its rule where one matched. */
export interface Decider {
  /** `kind/namespace/name`. */
  object: string;
  /** Index into `spec.rules`; absent where no rule matched (an ALLOW policy that does not list the caller). */
  rule?: number;
}

/** What happens at the pods that answer. */
export interface Arrival {
  mtls: MtlsMode;
  /** `deny` is 403; `refused` is no connection. */
  access: 'allow' | 'deny' | 'refused';
  /** What decided; absent where nothing restricts the pods. */
  by?: Decider;
  /** Verdict of `istio.io/dry-run` policies. */
  dryRun?: 'allow' | 'deny';
  /** The dry-run policy that gave the verdict. */
  dryRunBy?: Decider;
  /** An external authorizer is asked too (action CUSTOM); `access` holds if it says yes. */
  asks?: Decider & { provider: string };
  /** Rate limit buckets that the call draws from. */
  limits?: RateLimitBucket[];
  /** Rate limit filters in front of the application, whether or not the call draws from them. */
  limitFilters?: string[];
  /** Order of the filters, present where there is a rate limit filter: `rbac`, `local_ratelimit`, `router`. */
  chain?: string[];
  /** Limits of the server's own sidecar, per pod over all callers: a top-level connectionPool sets them. */
  serverBreaker?: BreakerLimits;
}

export interface RateLimitBucket {
  /** `EnvoyFilter/namespace/name`. */
  object: string;
  /** Descriptor values of the bucket; empty for the default bucket. */
  descriptor: Record<string, string>;
  maxTokens: number;
  tokensPerFill: number;
  fillIntervalMs: number;
  /** False when the bucket only counts. */
  enforced: boolean;
}

export interface BreakerLimits {
  maxConnections?: number;
  maxPendingRequests?: number;
  maxRequests?: number;
  /** Tries more at once. */
  maxRetries?: number;
  /** Counts instead of `maxRetries`: a share of the calls under way, and always so many tries. */
  retryBudget?: { percent: number; minConcurrency: number };
}

/** Envoy's outlier detection, as far as a DestinationRule sets it; absent fields are Envoy's defaults. */
export interface OutlierLimits {
  /** Envoy's default is 5. */
  consecutive5xx?: number;
  consecutiveGateway?: number;
  consecutiveLocal?: number;
  /** Go duration, for example `1m0s`. */
  interval?: string;
  baseEjection?: string;
  /** Envoy's default is 10. */
  maxEjectionPercent?: number;
  /** Below this share of healthy endpoints all get traffic again. */
  panicThreshold?: number;
  enforcing5xx?: number;
  enforcingGateway?: number;
}

export interface SimulatedDestination {
  /** Envoy's cluster, `outbound|port|subset|host`; `kube-proxy` for a caller without a sidecar. */
  cluster: string;
  host: string;
  port: number;
  subset?: string;
  /** Part of the calls of this rule, as declared; absent for a single destination. */
  weight?: number;
  /** Ready endpoints per workload (Deployment and the like). */
  pods: Record<string, number>;
  /** `NC`: the caller has no such cluster; `UH`: it has no endpoint. */
  fails?: 'NC' | 'UH';
  /** What the connection is, where a rule forces it: `plain`, `mtls`, or the mode of the DestinationRule. */
  tls?: string;
  breaker?: BreakerLimits;
  outlier?: OutlierLimits;
  /** `kind/namespace/name` of the DestinationRules that were joined for this cluster, oldest first. */
  destinationRules?: string[];
  /** What all pods do; absent where they differ (see `arrivals`) or where the call does not arrive. */
  arrival?: Arrival;
  /** By workload, where the pods do different things. */
  arrivals?: Record<string, Arrival>;
}

/** A field of a manifest that the simulator does not model: the answer may differ in a cluster. */
export interface NotModelled {
  /** `kind/namespace/name`. */
  object: string;
  /** Dotted path of the field. */
  path: string;
}

/** Attempts are extra tries; `on` is Istio's normalised list, status codes apart. */
export interface SimulatedRetries {
  attempts: number;
  perTryTimeout?: string;
  on: string;
  statuses?: number[];
}

/** A fault that a rule injects on purpose, in the caller's own sidecar. */
export interface SimulatedFault {
  /** Go duration. */
  delay?: string;
  delayPercent?: number;
  abortStatus?: number;
  abortPercent?: number;
}

/** A cluster that gets copies of calls. */
export interface SimulatedCopy {
  /** So many calls in a hundred are copied. */
  percent: number;
  destination: SimulatedDestination;
}

/** What happens to a call, by Istio's rules. */
export interface SimulationResult {
  /** Name of the route that matched; `default` is the service's own route; absent: a rule without a name. */
  rule?: string;
  /** `kind/namespace/name` of the object that the rule stands in. */
  ruleObject?: string;
  /** No route at all, or a direct response; then there are no destinations. */
  error?: string;
  /** Go duration such as `10s` or `1m0s`; `none` is no limit. Absent for a caller without a sidecar. */
  timeout?: string;
  /** `Istio's default` without a retries block: 2 extra tries on connection trouble. */
  retries?: "Istio's default" | 'none' | SimulatedRetries;
  fault?: SimulatedFault;
  /** Clusters that get a copy of the call. */
  mirrors?: string[];
  /** What becomes of these copies, in the same order; nobody waits for their answers. */
  copies?: SimulatedCopy[];
  destinations: SimulatedDestination[];
  notModelled: NotModelled[];
}

/** An object that does not exist in the cluster: the API server or Istio's webhook refuses it. */
export interface Refusal {
  /** `kind/namespace/name`. */
  object: string;
  /** In Istio's words where the webhook refuses it. */
  reason: string;
  /** Dotted path of the field, where it is known. */
  path?: string;
}

/** Answers calls over one set of manifests; made once per set, since reading them costs more than a call. */
export interface Simulator {
  simulate(call: Call): SimulationResult;
  /** Objects among the manifests that will not exist; the answers are given without them. */
  readonly refused: readonly Refusal[];
  /** What Istio's webhook warns of, without refusing the object. */
  readonly warnings: readonly string[];
}

/** Makes a {@link Simulator}. */
export type CreateSimulator = (
  manifests: readonly Manifest[],
  options?: SimulateOptions,
) => Simulator;
