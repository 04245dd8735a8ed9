import { Diagnostic } from '../diagnostic';
import { formatRate, formatWindow } from '../explain/words';
import { isRecord } from '../policy/path';
import { Manifest } from '../kubernetes/manifest';
import { finding } from '../policy/checks/Check';
import { RoutingPolicy } from '../policy/schema';
import { TrafficSnapshot } from '../traffic/snapshot';

/** Whether the service's pods refuse calls without mutual TLS. */
export function refusesPlainText(manifests: readonly Manifest[] = []): boolean {
  return manifests.some(
    ({ kind, spec }) =>
      kind === 'PeerAuthentication' && isRecord(spec?.mtls) && spec.mtls.mode === 'STRICT',
  );
}

/**
 * MT1165: calls without mutual TLS are seen, and the change has the pods refuse them. An error where the document
 * lets all other callers call, which these are.
 */
export function plainTextFindings(
  { spec }: RoutingPolicy,
  { before, after }: Record<'before' | 'after', readonly Manifest[] | undefined>,
  traffic: TrafficSnapshot | undefined,
): Diagnostic[] {
  if (!traffic || refusesPlainText(before) || !refusesPlainText(after)) return [];
  const rate = plainTextPerMinute(traffic);
  if (rate === 0) return [];
  return [
    finding(
      'MT1165',
      spec.otherCallers.access === 'allow' ? 'error' : 'warning',
      'spec.accessControl.mode',
      `Callers without mutual TLS would be cut off (${formatRate(rate)} in the last ${formatWindow(traffic.windowSeconds)}): access can be enforced only when every caller proves who it is.`,
      'Give these callers sidecars first, or keep accessControl.mode: observe.',
      { source: 'istio api security/v1/peer_authentication.proto (1.30)' },
    ),
  ];
}

/** Calls that were seen without mutual TLS. Where nobody measured it, those without an identity. */
function plainTextPerMinute({ callers }: TrafficSnapshot): number {
  return callers.reduce((sum, { namespace, requestsPerMinute = 0, mutualTlsShare }) => {
    const share = mutualTlsShare ?? (namespace === 'unknown' ? 0 : 1);
    return sum + requestsPerMinute * (1 - share);
  }, 0);
}
