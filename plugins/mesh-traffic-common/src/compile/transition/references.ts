import { isRecord } from '../../policy/path';
import { Manifest } from '../../kubernetes/manifest';

/** A place that a route sends calls to. */
export interface Reference {
  host: string;
  subset?: string;
}

/** Every destination that the VirtualServices among the manifests name, once each. */
export function routeReferences(manifests: readonly Manifest[]): Reference[] {
  const found = new Map<string, Reference>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (isRecord(value)) {
      const { host, subset } = isRecord(value.destination) ? value.destination : {};
      if (typeof host === 'string') {
        const name = typeof subset === 'string' ? subset : undefined;
        found.set(`${host} ${name ?? ''}`, { host, ...(name !== undefined && { subset: name }) });
      }
      Object.values(value).forEach(visit);
    }
  };
  manifests.filter(({ kind }) => kind === 'VirtualService').forEach(({ spec }) => visit(spec));
  return [...found.values()];
}

/** `host subset` of every subset that the DestinationRules among the manifests hold. */
export function heldSubsets(manifests: readonly Manifest[]): Map<string, Record<string, unknown>> {
  const held = new Map<string, Record<string, unknown>>();
  for (const { kind, spec } of manifests) {
    if (kind !== 'DestinationRule' || !Array.isArray(spec?.subsets)) continue;
    for (const subset of spec.subsets) {
      if (isRecord(subset)) held.set(`${spec.host} ${subset.name}`, subset);
    }
  }
  return held;
}

/** Host to pod labels of the Services among the manifests. */
export function serviceSelectors(
  manifests: readonly Manifest[],
): Map<string, Record<string, string>> {
  const selectors = new Map<string, Record<string, string>>();
  for (const { kind, metadata, spec } of manifests) {
    if (kind !== 'Service' || !isRecord(spec?.selector)) continue;
    const labels = Object.entries(spec.selector).map(([key, value]) => [key, String(value)]);
    selectors.set(
      `${metadata.name}.${metadata.namespace}.svc.cluster.local`,
      Object.fromEntries(labels),
    );
  }
  return selectors;
}
