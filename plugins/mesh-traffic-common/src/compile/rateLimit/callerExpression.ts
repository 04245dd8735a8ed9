import { OTHERS } from '../names';
import { LimitPlan } from './limitPlan';

/** Key of the descriptor that names the calling namespace. */
export const DESCRIPTOR_KEY = 'source_namespace';

/**
 * Callers that one expression tells apart. Each is a level for CEL's parser, which gives up at 250; Envoy then
 * refuses the whole listener, so that nobody reaches the service.
 * Source: cel-cpp parser/options.h, max_recursion_depth
 */
export const MOST_NAMED_CALLERS = 100;

/**
 * The rate limit action that names the caller, in CEL, from the certificate that its sidecar proved to hold:
 * never from a header, which anybody can write. Without a certificate there is no descriptor at all. Only
 * functions that Istio's proxy has are used: `startsWith`, `?:` and `re.extract`; with another one Envoy refuses
 * the listener.
 */
export function callerAction(plan: LimitPlan, trustDomain: string): Record<string, unknown> {
  return {
    extension: {
      name: 'envoy.rate_limit_descriptors.expr',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor',
        descriptor_key: DESCRIPTOR_KEY,
        text: callerExpression(plan, trustDomain),
      },
    },
  };
}

function callerExpression(plan: LimitPlan, trustDomain: string): string {
  const peer = 'connection.uri_san_peer_certificate';
  if (plan.unlisted === 'each') {
    return `re.extract(${peer}, '^spiffe://[^/]+/ns/([^/]+)/sa/', r'\\1')`;
  }
  return plan.callers.reduceRight(
    (rest, { namespace }) =>
      `${peer}.startsWith('spiffe://${trustDomain}/ns/${namespace}/sa/') ? '${namespace}' : ${rest}`,
    `'${OTHERS}'`,
  );
}
