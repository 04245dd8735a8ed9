import type { AuthorizationPolicySpec, PeerAuthenticationSpec } from '../istioTypes';

/** Attributes of `when` that Istio knows (istio pkg/config/security, ValidateAttribute). */
const ATTRIBUTES = new Set([
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
]);
const ATTRIBUTE_FAMILIES =
  /^(request\.headers\[.+\]|request\.auth\.claims\[.+\]|experimental\.envoy\.filters\..+)$/;

const MODES = new Set(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']);

const ACTIONS = new Set(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']);

/** What Istio's webhook says against an AuthorizationPolicy; `name` is `<name>.<namespace>` as in its messages. */
export function authorizationPolicyErrors(spec: AuthorizationPolicySpec, name: string): string[] {
  const errors: string[] = [];
  const action = spec.action ?? 'ALLOW';
  const rules = spec.rules ?? [];
  if (!ACTIONS.has(action)) {
    errors.push(`invalid policy ${name}: unknown action ${action}`);
  }
  if (spec.selector && (spec.targetRefs?.length || spec.targetRef)) {
    errors.push(`invalid policy ${name}: only one of targetRefs or workloadSelector can be set`);
  }
  if (rules.length === 0 && action === 'DENY') {
    errors.push(
      `invalid policy ${name}: DENY action without \`rules\` is meaningless as it will never be triggered, add an empty rule \`{}\` if you want it be triggered for every request`,
    );
  }
  if (action === 'CUSTOM' && !spec.provider?.name) {
    errors.push(`invalid policy ${name}: \`provider.name\` must not be empty`);
  }
  if (action !== 'CUSTOM' && spec.provider) {
    errors.push(`invalid policy ${name}: \`provider\` must not be with non CUSTOM action`);
  }
  rules.forEach((rule, index) => {
    if (rule.from?.length === 0) {
      errors.push(`invalid policy ${name}: \`from\` cannot be empty, found at rule ${index}`);
    }
    if (rule.to?.length === 0) {
      errors.push(`invalid policy ${name}: \`to\` cannot be empty, found at rule ${index}`);
    }
    for (const { source } of rule.from ?? []) {
      if (!source || Object.keys(source).length === 0) {
        errors.push(
          `invalid policy ${name}: \`from.source\` cannot be empty, found at rule ${index}`,
        );
        continue;
      }
      const accounts = source.serviceAccounts ?? source.notServiceAccounts;
      const identities =
        source.namespaces ?? source.notNamespaces ?? source.principals ?? source.notPrincipals;
      if (accounts && identities) {
        errors.push(
          `invalid policy ${name}: cannot set serviceAccounts with namespaces or principals, found at rule ${index}`,
        );
      }
    }
    for (const { key, values, notValues } of rule.when ?? []) {
      if (!ATTRIBUTES.has(key) && !ATTRIBUTE_FAMILIES.test(key ?? '')) {
        errors.push(
          `invalid policy ${name}: invalid \`key\` ${key ?? ''}: unknown attribute, found at rule ${index}`,
        );
      } else if (!values?.length && !notValues?.length) {
        errors.push(
          `invalid policy ${name}: at least one of \`values\` or \`notValues\` must be set for key ${key}, found at rule ${index}`,
        );
      }
    }
    for (const { operation } of rule.to ?? []) {
      if (!operation || Object.keys(operation).length === 0) {
        errors.push(
          `invalid policy ${name}: \`to.operation\` cannot be empty, found at rule ${index}`,
        );
      }
    }
  });
  return errors;
}

/** What Istio's webhook says against a PeerAuthentication. */
export function peerAuthenticationErrors(spec: PeerAuthenticationSpec): string[] {
  const errors: string[] = [];
  const ports = Object.keys(spec.portLevelMtls ?? {});
  for (const mtls of [spec.mtls, ...Object.values(spec.portLevelMtls ?? {})]) {
    if (mtls?.mode !== undefined && !MODES.has(mtls.mode)) {
      errors.push(`Unsupported value: "${mtls.mode}": supported values: ${[...MODES].join(', ')}`);
    }
  }
  if (ports.length > 0 && !Object.keys(spec.selector?.matchLabels ?? {}).length) {
    errors.push('mTLS port level overrides require a workload selector');
  }
  if (spec.portLevelMtls && ports.length === 0) {
    errors.push('port level mTLS cannot be empty when it is set');
  }
  for (const port of ports) {
    if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      errors.push(`port must be in range 1..65535, found ${port}`);
    }
  }
  return errors;
}
