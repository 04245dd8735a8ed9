import type { Admitted } from '../admission/admit';
import type { EnvoyFilterSpec } from '../istioTypes';
import { type Workload, field, selects, texts } from '../workloads';

/** A filter that an EnvoyFilter puts into the inbound chain of a workload. */
export interface LimitFilter {
  /** `EnvoyFilter/namespace/name`. */
  object: string;
  /** Name in the chain. */
  name: string;
  /** The filter's typed configuration. */
  config: Record<string, unknown>;
  /** Path of the configuration in the object. */
  path: string;
}

const LOCAL_RATE_LIMIT =
  'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';
const TYPED_STRUCT = /^type\.googleapis\.com\/(udpa\.type\.v1|xds\.type\.v3)\.TypedStruct$/;

/** EnvoyFilters of the workload's namespace and of the root namespace whose selector covers it. */
export function envoyFiltersFor(
  workload: Workload,
  filters: readonly Admitted<EnvoyFilterSpec>[],
  rootNamespace: string,
): Admitted<EnvoyFilterSpec>[] {
  return filters.filter(
    ({ namespace, spec }) =>
      (namespace === workload.namespace || namespace === rootNamespace) &&
      !spec.targetRefs?.length &&
      selects(spec.workloadSelector?.labels, workload.labels),
  );
}

/** The local rate limit filters among the patches of an EnvoyFilter for inbound calls. */
export function limitFilters(object: Admitted<EnvoyFilterSpec>): LimitFilter[] {
  return (object.spec.configPatches ?? []).flatMap((patch, index) => {
    const value = patch.patch?.value;
    const typed = field(value, 'typed_config') ?? field(value, 'typedConfig');
    const config = unwrap(typed);
    if (!isInboundInsert(patch) || !config) {
      return [];
    }
    return [
      {
        object: object.key,
        name: String(field(value, 'name') ?? ''),
        config,
        path: `spec.configPatches[${index}].patch.value`,
      },
    ];
  });
}

type Patch = NonNullable<EnvoyFilterSpec['configPatches']>[number];

function isInboundInsert(patch: Patch): boolean {
  const context = patch.match?.context ?? 'ANY';
  return (
    patch.applyTo === 'HTTP_FILTER' &&
    (context === 'SIDECAR_INBOUND' || context === 'ANY') &&
    ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'ADD'].includes(patch.patch?.operation ?? '')
  );
}

function unwrap(typed: unknown): Record<string, unknown> | undefined {
  const type = field(typed, '@type');
  if (type === LOCAL_RATE_LIMIT) {
    return typed as Record<string, unknown>;
  }
  const inner = field(typed, 'value');
  const wraps =
    typeof type === 'string' &&
    TYPED_STRUCT.test(type) &&
    (field(typed, 'type_url') ?? field(typed, 'typeUrl')) === LOCAL_RATE_LIMIT;
  return wraps && typeof inner === 'object' && inner !== null
    ? (inner as Record<string, unknown>)
    : undefined;
}

/** Kept for callers that only need the selector of an EnvoyFilter. */
export function workloadLabels(object: Admitted<EnvoyFilterSpec>): Record<string, string> {
  return texts(object.spec.workloadSelector?.labels);
}
