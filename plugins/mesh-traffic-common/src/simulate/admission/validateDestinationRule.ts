import { parseDuration } from '../durations';
import type { DestinationRuleSpec, TrafficPolicy } from '../istioTypes';
import { exportToErrors } from './exportToErrors';

const TLS_MODES = new Set(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']);

/** What Istio's webhook says against a DestinationRule; empty when it accepts it. */
export function destinationRuleErrors(spec: DestinationRuleSpec, namespace: string): string[] {
  const errors: string[] = [];
  if (!spec.host) {
    errors.push('host is required');
  }
  for (const policy of policiesOf(spec)) {
    errors.push(...trafficPolicyErrors(policy));
  }
  for (const subset of spec.subsets ?? []) {
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i.test(subset.name ?? '')) {
      errors.push(`subset name is invalid: ${subset.name ?? ''}`);
    }
  }
  errors.push(...exportToErrors(spec.exportTo ?? [], namespace, Boolean(spec.workloadSelector)));
  return errors;
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

function trafficPolicyErrors(policy: TrafficPolicy): string[] {
  const errors: string[] = [];
  for (const settings of [policy, ...(policy.portLevelSettings ?? [])]) {
    const { connectionPool, outlierDetection: outlier } = settings;
    if (connectionPool && !connectionPool.tcp && !connectionPool.http) {
      errors.push('connection pool must have at least one field');
    }
    for (const limit of [
      connectionPool?.tcp?.maxConnections,
      connectionPool?.http?.http1MaxPendingRequests,
      connectionPool?.http?.http2MaxRequests,
      connectionPool?.http?.maxRetries,
    ]) {
      if (limit !== undefined && limit < 0) {
        errors.push('connection pool limits must be non-negative');
      }
    }
    for (const duration of [outlier?.interval, outlier?.baseEjectionTime]) {
      if (duration !== undefined && !((parseDuration(duration) ?? 0) >= 1)) {
        errors.push('duration must be greater than 1ms');
      }
    }
    const mode = settings.tls?.mode;
    if (mode !== undefined && !TLS_MODES.has(mode)) {
      errors.push(`Unsupported value: "${mode}": supported values: ${[...TLS_MODES].join(', ')}`);
    }
    const percent = outlier?.maxEjectionPercent;
    if (percent !== undefined && (percent < 0 || percent > 100)) {
      errors.push(`max ejection percent ${percent} is not in range 0..100`);
    }
  }
  return errors;
}
