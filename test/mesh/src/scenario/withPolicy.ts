import { Manifest } from 'backstage-plugin-mesh-traffic-common';

type Fields = Record<string, unknown>;

/**
 * Gives the subsets of all DestinationRules a block of traffic policy where the repository sets none, so that a
 * scenario shows something without a change in the repository.
 */
export function withPolicy(
  manifests: Manifest[],
  block: 'connectionPool' | 'outlierDetection',
  value: Fields,
): Manifest[] {
  return manifests.map(manifest => {
    const { spec, kind } = manifest;
    if (kind !== 'DestinationRule' || !spec || block in fields(spec.trafficPolicy)) return manifest;
    if (!Array.isArray(spec.subsets)) return manifest;
    const subsets = spec.subsets.map(fields).map(subset => ({
      ...subset,
      trafficPolicy: { [block]: value, ...fields(subset.trafficPolicy) },
    }));
    return { ...manifest, spec: { ...spec, subsets } };
  });
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
