import { at, type Manifests, set } from './Manifests';
import type { Mutation } from './Mutation';

const VALUE = 'spec.configPatches.0.patch.value';
const CONFIG = `${VALUE}.typed_config`;
const DESCRIPTOR = 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor';

function fault(
  text: string,
  code: string,
  changes: boolean,
  edit: (filter: unknown, manifests: Manifests) => void,
): Mutation {
  return {
    fault: text,
    to: 'versions',
    code,
    changes,
    edit: manifests => edit(manifests.get('EnvoyFilter'), manifests),
  };
}

/** Faults in rate limits. */
export const LIMITS: readonly Mutation[] = [
  fault('an API version that nobody serves', 'MT2001', true, filter =>
    set(filter, 'apiVersion', 'networking.istio.io/v1beta1'),
  ),
  fault('the limit is not enforced', 'MT2060', true, filter =>
    set(filter, `${CONFIG}.filter_enforced`, undefined),
  ),
  fault('the limit is not even counted', 'MT2060', true, filter =>
    set(filter, `${CONFIG}.filter_enabled`, undefined),
  ),
  fault('one bucket for all callers', 'MT2061', true, filter => {
    set(filter, `${CONFIG}.rate_limits`, undefined);
    set(filter, `${CONFIG}.descriptors`, undefined);
  }),
  fault('the filter stands in the root namespace', 'MT2062', false, filter =>
    set(filter, 'metadata.namespace', 'istio-system'),
  ),
  fault('the configuration is wrapped', 'MT2063', false, filter => {
    const { '@type': type, ...value } = Object(at(filter, CONFIG));
    set(filter, CONFIG, {
      '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct',
      type_url: type,
      value,
    });
  }),
  fault('callers are told by a header', 'MT2065', true, filter =>
    set(filter, `${CONFIG}.rate_limits.0.actions.0`, {
      request_headers: { header_name: 'x-source-namespace', descriptor_key: 'source_namespace' },
    }),
  ),
  fault('the default bucket is gone', 'MT2066', true, filter =>
    set(filter, `${CONFIG}.token_bucket`, undefined),
  ),
  fault('listed callers use up the default bucket', 'MT2067', true, filter =>
    set(filter, `${CONFIG}.always_consume_default_token_bucket`, undefined),
  ),
  fault('an expression that the proxy does not have', 'MT2068', true, filter =>
    set(filter, `${CONFIG}.rate_limits.0.actions.0.extension.typed_config`, {
      '@type': DESCRIPTOR,
      descriptor_key: 'source_namespace',
      text: "connection.uri_san_peer_certificate.split('/')[4]",
    }),
  ),
  fault('a fill interval that Envoy refuses', 'MT2069', true, filter =>
    set(filter, `${CONFIG}.token_bucket.fill_interval`, '0.02s'),
  ),
  fault('the filter stands in another namespace', 'MT2070', true, filter =>
    set(filter, 'metadata.namespace', 'prod'),
  ),
];
