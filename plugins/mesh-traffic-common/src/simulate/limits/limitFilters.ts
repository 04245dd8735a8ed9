import type { Admitted } from '../admission/admit';
import type { EnvoyFilterSpec } from '../istioTypes';
import type { NotModelled } from '../types';
import { field, items, selects } from '../workloads';

/** A local rate limit filter that an EnvoyFilter puts into the inbound chain of a workload. */
export interface LimitFilter {
  /** `EnvoyFilter/namespace/name`. */
  object: string;
  /** Name in the chain. */
  name: string;
  /** The filter's typed configuration. */
  config: Record<string, unknown>;
  /** Path of the patch's value in the object. */
  path: string;
  /** True when it stands before access control, so that refused calls use tokens too. */
  isFirst: boolean;
}

/** What EnvoyFilters do to one proxy. */
export interface FilterPatches {
  limits: LimitFilter[];
  notModelled: NotModelled[];
  /** Those of `notModelled` that also concern TCP connections. */
  ofConnections: NotModelled[];
}

type Patch = NonNullable<EnvoyFilterSpec['configPatches']>[number];

export type PatchContext = 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';

const LOCAL_RATE_LIMIT =
  'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';
const TYPED_STRUCT = /^type\.googleapis\.com\/(udpa\.type\.v1|xds\.type\.v3)\.TypedStruct$/;
const RBAC = 'envoy.filters.http.rbac';
const ROUTER = 'envoy.filters.http.router';

/**
 * The patches that concern a proxy: of EnvoyFilters in its namespace and in the root namespace whose selector covers
 * its labels. Local rate limits on inbound calls are modelled, every other patch is not.
 */
export function patchesFor(
  proxy: { namespace: string; labels: Record<string, string> },
  context: PatchContext,
  filters: readonly Admitted<EnvoyFilterSpec>[],
  rootNamespace: string,
): FilterPatches {
  const patches: FilterPatches = { limits: [], notModelled: [], ofConnections: [] };
  for (const object of filters) {
    const { namespace, spec, key } = object;
    const concerns =
      (namespace === proxy.namespace || namespace === rootNamespace) &&
      !spec.targetRefs?.length &&
      selects(spec.workloadSelector?.labels, proxy.labels);
    if (!concerns) {
      continue;
    }
    for (const [index, patch] of (spec.configPatches ?? []).entries()) {
      const asked = patch.match?.context ?? 'ANY';
      if (asked !== context && asked !== 'ANY') {
        continue;
      }
      const path = `spec.configPatches.${index}`;
      const limit = context === 'SIDECAR_INBOUND' && readLimit(patch, key, `${path}.patch.value`);
      if (limit) {
        patches.limits.push(limit);
      } else {
        patches.notModelled.push({ object: key, path });
        if (!isHttpOnly(patch)) {
          patches.ofConnections.push({ object: key, path });
        }
      }
    }
  }
  return patches;
}

/** HTTP filters, routes and virtual hosts. */
function isHttpOnly({ applyTo = '' }: Patch): boolean {
  return /^(HTTP_|VIRTUAL_HOST$|ROUTE_CONFIGURATION$)/.test(applyTo);
}

function readLimit(patch: Patch, object: string, path: string): LimitFilter | undefined {
  const value = patch.patch?.value;
  const config = unwrap(field(value, 'typed_config') ?? field(value, 'typedConfig'));
  const place = placeOf(patch);
  if (patch.applyTo !== 'HTTP_FILTER' || !config || !place || isForSome(patch.match)) {
    return undefined;
  }
  return {
    object,
    name: String(field(value, 'name') ?? ''),
    config,
    path,
    isFirst: place === 'first',
  };
}

/** Where the filter goes, as far as known: without a filter to stand before, INSERT_BEFORE means in front of all. */
function placeOf(patch: Patch): 'first' | 'beforeRouter' | undefined {
  const chain = field(field(patch.match?.listener, 'filterChain'), 'filter');
  const name = field(field(chain, 'subFilter'), 'name');
  switch (patch.patch?.operation) {
    case 'INSERT_FIRST':
      return 'first';
    case 'INSERT_BEFORE':
      if (name === ROUTER) {
        return 'beforeRouter';
      }
      return name === undefined || name === RBAC ? 'first' : undefined;
    case 'INSERT_AFTER':
      return name === RBAC ? 'beforeRouter' : undefined;
    default:
      return undefined;
  }
}

const HTTP_CONNECTIONS = 'envoy.filters.network.http_connection_manager';

/** Conditions on the proxy, the port or the chain: which calls they leave out cannot be told from manifests. */
function isForSome(match: Patch['match']): boolean {
  const { context, listener, ...others } = match ?? {};
  const { filterChain, ...otherListener } = asObject(listener);
  const { filter, ...otherChain } = asObject(filterChain);
  const name = field(filter, 'name');
  return (
    (name !== undefined && name !== HTTP_CONNECTIONS) ||
    [others, otherListener, otherChain].some(each => Object.keys(each).length > 0)
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function unwrap(typed: unknown): Record<string, unknown> | undefined {
  const type = field(typed, '@type');
  if (type === LOCAL_RATE_LIMIT) {
    return typed as Record<string, unknown>;
  }
  const inner = field(typed, 'value');
  const isWrapped =
    typeof type === 'string' &&
    TYPED_STRUCT.test(type) &&
    (field(typed, 'type_url') ?? field(typed, 'typeUrl')) === LOCAL_RATE_LIMIT;
  return isWrapped && typeof inner === 'object' && inner !== null
    ? (inner as Record<string, unknown>)
    : undefined;
}

/** The local rate limits of a spec as it is written, wherever they are put. */
export function readLimitPatches(
  spec: unknown,
): { config: Record<string, unknown>; path: string; isWrapped: boolean }[] {
  return items(field(spec, 'configPatches')).flatMap((patch, index) => {
    const value = field(field(patch, 'patch'), 'value');
    const typed = field(value, 'typed_config') ?? field(value, 'typedConfig');
    const config = unwrap(typed);
    return config
      ? [{ config, path: `spec.configPatches.${index}.patch.value`, isWrapped: config !== typed }]
      : [];
  });
}
