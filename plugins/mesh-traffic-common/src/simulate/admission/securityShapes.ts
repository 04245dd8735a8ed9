import { type Shape, harmless, list, map, object, text, unmodelled } from './shape';

const texts = list(text);
const selector = object({ matchLabels: map(text) });

const source = object({
  principals: texts,
  notPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  trustDomains: unmodelled,
  notTrustDomains: unmodelled,
  requestPrincipals: unmodelled,
  notRequestPrincipals: unmodelled,
  ipBlocks: unmodelled,
  notIpBlocks: unmodelled,
  remoteIpBlocks: unmodelled,
  notRemoteIpBlocks: unmodelled,
});

const operation = object({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

/** security.istio.io/v1, by kind. Source: istio/api security/v1beta1/*.proto. */
export const SECURITY_SHAPES: Record<string, Shape> = {
  AuthorizationPolicy: object({
    selector,
    targetRef: harmless,
    targetRefs: list(harmless),
    action: text,
    provider: object({ name: text }),
    rules: list(
      object({
        from: list(object({ source })),
        to: list(object({ operation })),
        when: list(object({ key: text, values: texts, notValues: texts })),
      }),
    ),
  }),
  PeerAuthentication: object({
    selector,
    mtls: object({ mode: text }),
    portLevelMtls: map(object({ mode: text })),
  }),
};
