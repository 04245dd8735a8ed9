import { RETRY_STATUSES } from '../../policy/fields/retries';
import { parseDuration } from '../durations';
import { hostsOverlap } from '../hosts';
import type {
  Destination,
  HttpRetry,
  HttpRoute,
  VirtualServiceSpec,
  WeightedDestination,
} from '../istioTypes';
import { checkRegex } from '../regex/fullMatch';
import { exportToErrors } from './exportToErrors';
import { regexConditions } from './regexConditions';
import { errorsAt, type WebhookError } from './WebhookError';

/** Values of `retries.retryOn` besides status codes (istio pkg/config/validation, supportedRetryOnPolicies). */
export const RETRY_ON_VALUES: ReadonlySet<string> = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** What Istio's webhook says against a VirtualService, in its words; empty when it accepts it. */
export function virtualServiceErrors(spec: VirtualServiceSpec, namespace: string): WebhookError[] {
  const errors: WebhookError[] = [];
  const isDelegate = !spec.hosts?.length;
  if (isDelegate && spec.gateways?.length) {
    errors.push(
      ...errorsAt('spec.gateways', ['delegate virtual service must have no gateways specified']),
    );
  }
  if (isDelegate && (spec.tcp?.length || spec.tls?.length)) {
    errors.push(
      ...errorsAt(spec.tcp?.length ? 'spec.tcp' : 'spec.tls', [
        'delegate virtual service should have no tcp or tls route',
      ]),
    );
  }
  if (!spec.http?.length && !spec.tcp?.length && !spec.tls?.length) {
    errors.push(...errorsAt('spec', ['http, tcp or tls must be provided in virtual service']));
  }
  errors.push(...errorsAt('spec.hosts', duplicateHostErrors(spec.hosts ?? [])));
  for (const [index, rule] of (spec.http ?? []).entries()) {
    errors.push(...httpRouteErrors(rule, isDelegate, `spec.http.${index}`));
  }
  for (const { regex, where, path } of regexConditions(spec)) {
    if (checkRegex(regex) === 'invalid') {
      errors.push({ path, reason: `"${where}": error parsing regexp: ${regex}` });
    }
  }
  for (const list of ['tcp', 'tls'] as const) {
    for (const [index, rule] of (spec[list] ?? []).entries()) {
      errors.push(...errorsAt(`spec.${list}.${index}.route`, weightErrors(rule.route ?? [])));
    }
  }
  errors.push(...errorsAt('spec.exportTo', exportToErrors(spec.exportTo ?? [], namespace)));
  return errors;
}

/** Rules after a rule without a match are never used; the webhook only warns. */
export function virtualServiceWarnings(spec: VirtualServiceSpec): string[] {
  const warnings: string[] = [];
  let caught = false;
  for (const [index, rule] of (spec.http ?? []).entries()) {
    if (caught) {
      const name = rule.name ? `"${rule.name}"` : `#${index}`;
      warnings.push(`virtualService rule ${name} not used (route without matches defined before)`);
    }
    caught ||= !rule.match?.length;
  }
  return warnings;
}

function duplicateHostErrors(hosts: string[]): string[] {
  const errors: string[] = [];
  hosts.forEach((host, index) => {
    for (const other of hosts.slice(index + 1)) {
      if (hostsOverlap(host, other)) {
        errors.push(`duplicate hosts in virtual service: ${host} & ${other}`);
      }
    }
  });
  return errors;
}

function httpRouteErrors(rule: HttpRoute, isDelegate: boolean, path: string): WebhookError[] {
  const errors: string[] = [];
  const answers = [rule.route?.length, rule.redirect, rule.directResponse].filter(Boolean).length;
  if (rule.delegate) {
    if (isDelegate) {
      errors.push('delegate HTTP route cannot contain delegate');
    }
    if (answers > 0) {
      errors.push('root HTTP route must not specify route, redirect or directResponse');
    }
  } else if (answers === 0) {
    errors.push('HTTP route, redirect or direct_response is required');
  } else if (answers > 1) {
    errors.push('HTTP route cannot contain more than one of route, redirect and direct_response');
  }
  return [
    ...errorsAt(path, errors),
    ...errorsAt(`${path}.route`, weightErrors(rule.route ?? [])),
    ...errorsAt(`${path}.timeout`, durationErrors(rule.timeout)),
    ...errorsAt(`${path}.retries`, retryErrors(rule.retries)),
    ...errorsAt(`${path}.mirror`, rule.mirror ? hostErrors(rule.mirror) : []),
    ...errorsAt(
      `${path}.mirrors`,
      (rule.mirrors ?? []).flatMap(({ destination }) => hostErrors(destination)),
    ),
  ];
}

function weightErrors(route: WeightedDestination[]): string[] {
  const errors: string[] = [];
  if (route.some(entry => (entry.weight ?? 0) < 0)) {
    errors.push('weight cannot be negative');
  }
  const total = route.reduce((sum, entry) => sum + (entry.weight ?? 0), 0);
  if (route.length > 1 && total === 0) {
    errors.push('total destination weight = 0');
  }
  return [...errors, ...route.flatMap(({ destination }) => hostErrors(destination))];
}

function hostErrors(destination: Destination | undefined): string[] {
  return destination?.host ? [] : ['destination.host is required'];
}

function retryErrors(retries: HttpRetry | undefined): string[] {
  if (!retries) {
    return [];
  }
  const { attempts = 0, perTryTimeout, retryOn } = retries;
  const errors: string[] = [];
  if (attempts < 0) {
    errors.push('attempts cannot be negative');
  }
  if (attempts === 0 && Object.keys(retries).some(key => key !== 'attempts')) {
    errors.push('http retry policy configured when attempts are set to 0 (disabled)');
  }
  errors.push(...durationErrors(perTryTimeout));
  for (const value of (retryOn ?? '').split(',').map(part => part.trim())) {
    if (value && !RETRY_STATUSES.has(Number(value)) && !RETRY_ON_VALUES.has(value)) {
      errors.push(`"${value}" is not a valid retryOn policy`);
    }
  }
  return errors;
}

/** `0s` is refused as well: "no timeout" is the absent field. */
function durationErrors(duration: string | undefined): string[] {
  if (duration === undefined) {
    return [];
  }
  const ms = parseDuration(duration);
  if (ms === undefined) {
    return [`invalid duration: ${duration}`];
  }
  return ms < 1 ? ['duration must be greater than 1ms'] : [];
}
