import type { SidecarSpec } from '../istioTypes';
import { scopedHostErrors } from './hostNames';
import { errorsAt, type WebhookError } from './WebhookError';

/** What Istio's webhook says against a Sidecar (istio validation.go, ValidateSidecar); `ingress` is not looked at. */
export function sidecarErrors(spec: SidecarSpec): WebhookError[] {
  const { egress = [] } = spec;
  const others = ['ingress', 'outboundTrafficPolicy', 'inboundConnectionPool'] as const;
  if (egress.length === 0 && !others.some(name => spec[name])) {
    return [{ path: 'spec', reason: 'sidecar: empty configuration provided' }];
  }
  const seen = new Set<number>();
  return egress.flatMap(({ port, hosts = [] }, index) => {
    const path = `spec.egress.${index}`;
    const errors: WebhookError[] = hosts.flatMap((host, at) =>
      errorsAt(`${path}.hosts.${at}`, scopedHostErrors(host, 'sidecar')),
    );
    if (hosts.length === 0) {
      errors.push({ path, reason: 'sidecar: egress listener must contain at least one host' });
    }
    if (!port && index < egress.length - 1) {
      errors.push({
        path,
        reason:
          'sidecar: the egress listener with empty port should be the last listener in the list',
      });
    }
    if (port?.number) {
      if (seen.has(port.number)) {
        errors.push({
          path: `${path}.port`,
          reason: 'sidecar: ports on IP bound listeners must be unique',
        });
      }
      seen.add(port.number);
    }
    return errors;
  });
}
