import { fullMatch } from '../regex/fullMatch';

/**
 * A value of an AuthorizationPolicy: exact, `prefix*`, `*suffix`, or `*` for "any, but present" (istio
 * pilot/pkg/security/authz/matcher/string.go).
 */
export function matchesPattern(pattern: string, value: string): boolean {
  if (pattern === '*') {
    return value !== '';
  }
  if (pattern.startsWith('*')) {
    return value.endsWith(pattern.slice(1));
  }
  if (pattern.endsWith('*')) {
    return value.startsWith(pattern.slice(0, -1));
  }
  return value === pattern;
}

/** A namespace of a source: `*` anywhere stands for any text, slashes included (authz/model/generator.go). */
export function matchesNamespace(pattern: string, principal: string): boolean {
  const namespace = pattern.split('*').map(escapeRegex).join('.*');
  return fullMatch(`.*/ns/${namespace}/.*`, principal);
}

/** `namespace/name`, or a name in the policy's own namespace. */
export function matchesServiceAccount(
  pattern: string,
  policyNamespace: string,
  caller: { namespace: string; serviceAccount: string },
): boolean {
  const [namespace, name] = pattern.includes('/')
    ? [pattern.slice(0, pattern.indexOf('/')), pattern.slice(pattern.indexOf('/') + 1)]
    : [policyNamespace, pattern];
  return namespace === caller.namespace && name === caller.serviceAccount;
}

const TEMPLATE_PARTS = new Map([
  ['{*}', '[^/]+'],
  ['{**}', '.*'],
]);

/** A path pattern; with `{*}` (one segment) or `{**}` (any rest) a template (istio pkg/config/security). */
export function matchesPath(pattern: string, path: string): boolean {
  if (!pattern.includes('{*}') && !pattern.includes('{**}')) {
    return matchesPattern(pattern, path);
  }
  const regex = pattern
    .split(/(\{\*\*?\})/)
    .map(part => TEMPLATE_PARTS.get(part) ?? escapeRegex(part))
    .join('');
  return fullMatch(regex, path);
}

/** A host, without regard to case; a port in the Host header is part of it (authz/matcher/header.go, HostMatcher). */
export function matchesHost(pattern: string, host: string): boolean {
  return matchesPattern(pattern.toLowerCase(), host.toLowerCase());
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
