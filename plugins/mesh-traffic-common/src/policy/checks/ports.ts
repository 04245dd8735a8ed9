import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';
import { rulesOf } from './rulesOf';

/** Limits that count calls, not connections. Source: istio networking/v1 ConnectionPoolSettings.HTTPSettings. */
const HTTP_LIMITS = [
  'maxPendingRequests',
  'maxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'idleTimeout',
] as const;

/** MT1114: HTTP rules on a service without HTTP. MT1115: services that cannot be governed. MT1117: streams. */
export const ports: Check = policy => {
  const { service, routes, exposure, rollout, accessControl } = policy.spec;
  const found: Diagnostic[] = [];
  if (service.type !== 'ClusterIP') {
    found.push(
      finding(
        'MT1115',
        'error',
        'spec.service.type',
        `A service of type ${service.type} cannot be governed by caller: the mesh has no balanced list of its pods.`,
        'Put a ClusterIP Service before the pods and write the policy for that one.',
        { source: 'istio pilot/pkg/networking/core/cluster.go (1.30)' },
      ),
    );
  }
  for (const field of ['number', 'name'] as const) {
    const values = service.ports.map(port => port[field]);
    const twice = values.findIndex((value, index) => values.indexOf(value) !== index);
    if (twice >= 0) {
      found.push(
        finding(
          'MT1118',
          'error',
          `spec.service.ports.${twice}.${field}`,
          `The port ${field} ${values[twice]} is there twice.`,
          'Keep one of them.',
        ),
      );
    }
  }
  const rules = rulesOf(policy);
  if (service.ports.every(port => port.protocol === 'tcp')) {
    const wrong: string[] = rules.flatMap(({ path, rule }) =>
      (['timeout', 'retries', 'rateLimit'] as const)
        .filter(field => rule[field] !== undefined)
        .map(field => `${path}.${field}`),
    );
    for (const { path, rule } of rules) {
      for (const field of HTTP_LIMITS) {
        if (rule.circuitBreaker?.[field] !== undefined)
          wrong.push(`${path}.circuitBreaker.${field}`);
      }
    }
    accessControl?.also.forEach((entry, index) => {
      if (entry.paths) wrong.push(`spec.accessControl.also.${index}.paths`);
    });
    if (routes.length > 0) wrong.push('spec.routes');
    if (exposure.length > 0) wrong.push('spec.exposure');
    if (rollout) wrong.push('spec.rollout');
    for (const path of wrong) {
      found.push(
        finding(
          'MT1114',
          'error',
          path,
          'The service has TCP ports only: there are no single calls to time, repeat, count or match.',
          'Remove this, or set the protocol of the port to http, http2 or grpc if that is spoken.',
        ),
      );
    }
  }
  if (
    service.ports.some(port => port.protocol === 'grpc') &&
    !routes.some(route => route.streaming)
  ) {
    for (const { path, who, kind, rule } of rules) {
      if (rule.timeout === undefined || kind === 'route') continue;
      found.push(
        finding(
          'MT1117',
          'warning',
          `${path}.timeout`,
          `The timeout of ${who} also cuts gRPC streams after ${rule.timeout}.`,
          'Add a route with streaming: true for the methods that stream.',
        ),
      );
    }
  }
  return found;
};
