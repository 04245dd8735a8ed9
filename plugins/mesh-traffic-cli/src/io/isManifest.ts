import type { Manifest } from 'backstage-plugin-mesh-traffic-common';

/** True for data that names itself as a Kubernetes object. */
export function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || !isObject(value.metadata)) return false;
  return (
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    typeof value.metadata.name === 'string'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
