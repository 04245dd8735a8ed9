import { SERVICE_ENTRY_SHAPE } from './serviceEntryShape';
import { type Shape, flag, harmless, list, map, number, object, text, unmodelled } from './shape';

const labels = map(text);
/** Read, and not simulated. */
const unmodelledText: Shape = { type: 'string', modelled: false };
const stringMatch = object({ exact: text, prefix: text, regex: text });
const port = object({ number });
const destination = object({ host: text, subset: text, port });
const headers = object({
  request: object({ set: map(text), add: map(text), remove: list(text) }),
  response: harmless,
});
const weighted = list(object({ destination, weight: number, headers }));
const percent = object({ value: number });

const httpMatch = object({
  name: text,
  uri: stringMatch,
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  headers: map(stringMatch),
  withoutHeaders: map(stringMatch),
  queryParams: map(stringMatch),
  ignoreUriCase: flag,
  port: number,
  sourceLabels: labels,
  sourceNamespace: text,
  gateways: list(text),
  statPrefix: text,
});

const httpRoute = object({
  name: text,
  match: list(httpMatch),
  route: weighted,
  redirect: object({
    uri: harmless,
    authority: harmless,
    scheme: harmless,
    port: harmless,
    derivePort: harmless,
    redirectCode: number,
  }),
  directResponse: object({ status: number, body: harmless }),
  delegate: object({ name: text, namespace: text }),
  rewrite: object({ uri: text, authority: text, uriRegexRewrite: unmodelled }),
  timeout: text,
  retries: object({
    attempts: number,
    perTryTimeout: text,
    retryOn: text,
    retryRemoteLocalities: flag,
    retryIgnorePreviousHosts: flag,
    backoff: text,
  }),
  fault: object({
    delay: object({
      fixedDelay: text,
      exponentialDelay: unmodelled,
      percent: number,
      percentage: percent,
    }),
    abort: object({
      httpStatus: number,
      grpcStatus: unmodelled,
      http2Error: unmodelled,
      percentage: percent,
    }),
  }),
  mirror: destination,
  mirrorPercent: number,
  mirror_percent: number,
  mirrorPercentage: percent,
  mirrors: list(object({ destination, percentage: percent })),
  corsPolicy: harmless,
  headers,
});

const l4Match = object({
  destinationSubnets: unmodelled,
  port: number,
  sourceLabels: labels,
  sourceNamespace: text,
  sourceSubnet: unmodelled,
  gateways: list(text),
  sniHosts: list(text),
});
const l4Route = object({ match: list(l4Match), route: weighted });

const portPolicyFields: Record<string, Shape> = {
  connectionPool: object({
    tcp: object({
      maxConnections: number,
      connectTimeout: harmless,
      tcpKeepalive: harmless,
      maxConnectionDuration: harmless,
      idleTimeout: harmless,
    }),
    http: object({
      http1MaxPendingRequests: number,
      http2MaxRequests: number,
      maxRetries: number,
      maxRequestsPerConnection: harmless,
      idleTimeout: harmless,
      h2UpgradePolicy: harmless,
      useClientProtocol: harmless,
      maxConcurrentStreams: harmless,
    }),
  }),
  outlierDetection: object({
    consecutiveErrors: number,
    consecutive5xxErrors: number,
    consecutiveGatewayErrors: number,
    splitExternalLocalOriginErrors: flag,
    consecutiveLocalOriginFailures: number,
    interval: text,
    baseEjectionTime: text,
    maxEjectionPercent: number,
    minHealthPercent: number,
  }),
  loadBalancer: object({
    simple: harmless,
    consistentHash: harmless,
    warmup: harmless,
    warmupDurationSecs: harmless,
    // Where pods and callers stand is not known.
    localityLbSetting: object({
      enabled: harmless,
      distribute: unmodelled,
      failover: unmodelled,
      failoverPriority: unmodelled,
    }),
  }),
  tls: object({
    mode: text,
    clientCertificate: unmodelled,
    privateKey: unmodelled,
    caCertificates: unmodelled,
    caCrl: unmodelled,
    credentialName: unmodelled,
    subjectAltNames: unmodelled,
    sni: unmodelled,
    insecureSkipVerify: unmodelled,
  }),
};

const trafficPolicy = object({
  ...portPolicyFields,
  portLevelSettings: list(object({ ...portPolicyFields, port })),
  tunnel: unmodelled,
  proxyProtocol: unmodelled,
  retryBudget: object({ percent: number, minRetryConcurrency: number }),
});

/** networking.istio.io/v1, by kind. Source: istio/api networking/v1alpha3/*.proto. */
export const NETWORKING_SHAPES: Record<string, Shape> = {
  VirtualService: object({
    hosts: list(text),
    gateways: list(text),
    http: list(httpRoute),
    tcp: list(l4Route),
    tls: list(l4Route),
    exportTo: list(text),
  }),
  DestinationRule: object({
    host: text,
    trafficPolicy,
    subsets: list(object({ name: text, labels, trafficPolicy })),
    exportTo: list(text),
    workloadSelector: object({ matchLabels: labels }),
  }),
  Sidecar: object({
    workloadSelector: object({ labels }),
    ingress: unmodelled,
    egress: list(
      object({
        port: object({ number, protocol: text, name: text, targetPort: harmless }),
        bind: unmodelled,
        captureMode: unmodelled,
        hosts: list(text),
      }),
    ),
    outboundTrafficPolicy: unmodelled,
    inboundConnectionPool: unmodelled,
  }),
  Gateway: object({
    selector: labels,
    servers: list(
      object({
        port: object({ number, protocol: text, name: text, targetPort: number }),
        bind: unmodelledText,
        hosts: list(text),
        tls: object({
          httpsRedirect: flag,
          mode: text,
          serverCertificate: text,
          privateKey: text,
          caCertificates: text,
          credentialName: text,
          credentialNames: list(text),
          caCertCredentialName: harmless,
          tlsCertificates: list(
            object({ serverCertificate: text, privateKey: text, caCertificates: text }),
          ),
          caCrl: harmless,
          subjectAltNames: harmless,
          verifyCertificateSpki: harmless,
          verifyCertificateHash: harmless,
          minProtocolVersion: harmless,
          maxProtocolVersion: harmless,
          cipherSuites: harmless,
        }),
        defaultEndpoint: harmless,
        name: text,
      }),
    ),
  }),
  ServiceEntry: SERVICE_ENTRY_SHAPE,
  EnvoyFilter: object({
    workloadSelector: object({ labels }),
    targetRefs: list(harmless),
    priority: number,
    configPatches: list(
      object({
        applyTo: text,
        match: harmless,
        patch: object({ operation: text, value: harmless, filterClass: text }),
      }),
    ),
  }),
};
