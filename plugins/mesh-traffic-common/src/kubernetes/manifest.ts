/** Metadata of a Kubernetes object, as far as the product reads or writes it. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp?: string;
}

/** A Kubernetes object as plain data. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  [field: string]: unknown;
}

/** `Kind/namespace/name`: how an object is called in findings and answers. */
export function manifestKey(manifest: Manifest): string {
  return `${manifest.kind}/${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`;
}

/** `group/Kind/namespace/name`: tells apart what two APIs call by one kind, as Istio and the Gateway API a Gateway. */
export function manifestIdentity({ apiVersion, kind, metadata }: Manifest): string {
  const version = String(apiVersion);
  const group = version.slice(0, Math.max(0, version.indexOf('/')));
  return `${group}/${kind}/${metadata.namespace ?? 'default'}/${metadata.name}`;
}
