import type { AuthorizationPolicySpec, PeerAuthenticationSpec } from '../istioTypes';
import type { WebhookError } from './WebhookError';

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
export function authorizationPolicyErrors(
  spec: AuthorizationPolicySpec,
  name: string,
): WebhookError[] {
  const errors: WebhookError[] = [];
  const add = (path: string, reason: string) =>
    errors.push({ path, reason: `invalid policy ${name}: ${reason}` });
  const action = spec.action ?? 'ALLOW';
  const rules = spec.rules ?? [];
  if (!ACTIONS.has(action)) {
    add('spec.action', `unknown action ${action}`);
  }
  if (spec.selector && (spec.targetRefs?.length || spec.targetRef)) {
    add('spec.selector', `only one of targetRefs or workloadSelector can be set`);
  }
  if (rules.length === 0 && action === 'DENY') {
    add(
      'spec',
      `DENY action without \`rules\` is meaningless as it will never be triggered, add an empty rule \`{}\` if you want it be triggered for every request`,
    );
  }
  if (action === 'CUSTOM' && !spec.provider?.name) {
    add('spec.provider', `\`provider.name\` must not be empty`);
  }
  if (action !== 'CUSTOM' && spec.provider) {
    add('spec.provider', `\`provider\` must not be with non CUSTOM action`);
  }
  rules.forEach((rule, index) => {
    if (rule.from?.length === 0) {
      add(`spec.rules.${index}.from`, `\`from\` cannot be empty, found at rule ${index}`);
    }
    if (rule.to?.length === 0) {
      add(`spec.rules.${index}.to`, `\`to\` cannot be empty, found at rule ${index}`);
    }
    for (const { source } of rule.from ?? []) {
      if (!source || Object.keys(source).length === 0) {
        add(`spec.rules.${index}.from`, `\`from.source\` cannot be empty, found at rule ${index}`);
        continue;
      }
      const accounts = source.serviceAccounts ?? source.notServiceAccounts;
      const identities =
        source.namespaces ?? source.notNamespaces ?? source.principals ?? source.notPrincipals;
      if (accounts && identities) {
        add(
          `spec.rules.${index}.from`,
          `cannot set serviceAccounts with namespaces or principals, found at rule ${index}`,
        );
      }
    }
    for (const { key, values, notValues } of rule.when ?? []) {
      if (!ATTRIBUTES.has(key) && !ATTRIBUTE_FAMILIES.test(key ?? '')) {
        add(
          `spec.rules.${index}.when`,
          `invalid \`key\` ${key ?? ''}: unknown attribute, found at rule ${index}`,
        );
      } else if (!values?.length && !notValues?.length) {
        add(
          `spec.rules.${index}.when`,
          `at least one of \`values\` or \`notValues\` must be set for key ${key}, found at rule ${index}`,
        );
      }
    }
    for (const { operation } of rule.to ?? []) {
      if (!operation || Object.keys(operation).length === 0) {
        add(`spec.rules.${index}.to`, `\`to.operation\` cannot be empty, found at rule ${index}`);
      }
    }
  });
  return errors;
}

/** What Istio's webhook says against a PeerAuthentication. */
export function peerAuthenticationErrors(spec: PeerAuthenticationSpec): WebhookError[] {
  const errors: WebhookError[] = [];
  const add = (path: string, reason: string) => errors.push({ path, reason });
  const ports = Object.keys(spec.portLevelMtls ?? {});
  const modes = [
    ['spec.mtls.mode', spec.mtls?.mode] as const,
    ...ports.map(
      port => [`spec.portLevelMtls.${port}.mode`, spec.portLevelMtls?.[port]?.mode] as const,
    ),
  ];
  for (const [path, mode] of modes) {
    if (mode !== undefined && !MODES.has(mode)) {
      add(path, `Unsupported value: "${mode}": supported values: ${[...MODES].join(', ')}`);
    }
  }
  if (ports.length > 0 && !Object.keys(spec.selector?.matchLabels ?? {}).length) {
    add('spec.portLevelMtls', 'mTLS port level overrides require a workload selector');
  }
  if (spec.portLevelMtls && ports.length === 0) {
    add('spec.portLevelMtls', 'port level mTLS cannot be empty when it is set');
  }
  for (const port of ports) {
    if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      add('spec.portLevelMtls', `port must be in range 1..65535, found ${port}`);
    }
  }
  return errors;
}
