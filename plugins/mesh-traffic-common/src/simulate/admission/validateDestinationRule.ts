import { parseDuration } from '../durations';
import type { DestinationRuleSpec, PortTrafficPolicy, TrafficPolicy } from '../istioTypes';
import { exportToErrors } from './exportToErrors';
import { errorsAt, type WebhookError } from './WebhookError';

const TLS_MODES = new Set(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']);

/** What Istio's webhook says against a DestinationRule; empty when it accepts it. */
export function destinationRuleErrors(
  spec: DestinationRuleSpec,
  namespace: string,
): WebhookError[] {
  const errors: WebhookError[] = [];
  if (!spec.host) {
    errors.push({ path: 'spec', reason: 'host is required' });
  }
  if (spec.trafficPolicy) {
    errors.push(...trafficPolicyErrors(spec.trafficPolicy, 'spec.trafficPolicy'));
  }
  for (const [index, subset] of (spec.subsets ?? []).entries()) {
    const path = `spec.subsets.${index}`;
    if (subset.trafficPolicy) {
      errors.push(...trafficPolicyErrors(subset.trafficPolicy, `${path}.trafficPolicy`));
    }
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i.test(subset.name ?? '')) {
      errors.push({ path, reason: `subset name is invalid: ${subset.name ?? ''}` });
    }
  }
  const exported = exportToErrors(spec.exportTo ?? [], namespace, Boolean(spec.workloadSelector));
  return [...errors, ...errorsAt('spec.exportTo', exported)];
}

export function destinationRuleWarnings(spec: DestinationRuleSpec): string[] {
  const usesOldField = policiesOf(spec).some(policy =>
    [policy, ...(policy.portLevelSettings ?? [])].some(
      settings => settings.outlierDetection?.consecutiveErrors,
    ),
  );
  return usesOldField
    ? [
        'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
      ]
    : [];
}

function policiesOf(spec: DestinationRuleSpec): TrafficPolicy[] {
  return [spec.trafficPolicy, ...(spec.subsets ?? []).map(subset => subset.trafficPolicy)].filter(
    policy => policy !== undefined,
  );
}

function trafficPolicyErrors(policy: TrafficPolicy, path: string): WebhookError[] {
  return [
    ...settingsErrors(policy, path),
    ...(policy.portLevelSettings ?? []).flatMap((settings, index) =>
      settingsErrors(settings, `${path}.portLevelSettings.${index}`),
    ),
  ];
}

function settingsErrors(settings: PortTrafficPolicy, path: string): WebhookError[] {
  const pool: string[] = [];
  const ejection: string[] = [];
  const tls: string[] = [];
  const { connectionPool, outlierDetection: outlier } = settings;
  if (connectionPool && !connectionPool.tcp && !connectionPool.http) {
    pool.push('connection pool must have at least one field');
  }
  for (const limit of [
    connectionPool?.tcp?.maxConnections,
    connectionPool?.http?.http1MaxPendingRequests,
    connectionPool?.http?.http2MaxRequests,
    connectionPool?.http?.maxRetries,
  ]) {
    if (limit !== undefined && limit < 0) {
      pool.push('connection pool limits must be non-negative');
    }
  }
  for (const duration of [outlier?.interval, outlier?.baseEjectionTime]) {
    if (duration !== undefined && !((parseDuration(duration) ?? 0) >= 1)) {
      ejection.push('duration must be greater than 1ms');
    }
  }
  const mode = settings.tls?.mode;
  if (mode !== undefined && !TLS_MODES.has(mode)) {
    tls.push(`Unsupported value: "${mode}": supported values: ${[...TLS_MODES].join(', ')}`);
  }
  const percent = outlier?.maxEjectionPercent;
  if (percent !== undefined && (percent < 0 || percent > 100)) {
    ejection.push(`max ejection percent ${percent} is not in range 0..100`);
  }
  return [
    ...errorsAt(`${path}.connectionPool`, pool),
    ...errorsAt(`${path}.tls.mode`, tls),
    ...errorsAt(`${path}.outlierDetection`, ejection),
  ];
}
