import { Manifest } from 'backstage-plugin-mesh-traffic-common';

/** A Deployment, as far as its pods' sidecars report it. */
export interface Workload {
  namespace: string;
  name: string;
  /** Labels of the pods. */
  labels: Record<string, string>;
  serviceAccount: string;
  /** Number of pods, and so of sidecars. */
  replicas: number;
}

export interface WorldService {
  namespace: string;
  name: string;
  /** `<name>.<namespace>.svc.cluster.local`. */
  host: string;
  /** Number of the first port. */
  port: number;
}

/** What the manifests say about who exists. */
export interface World {
  service(ref: string): WorldService | undefined;
  workload(namespace: string, name: string): Workload | undefined;
  /** Whether Flagger rolls this workload out: its pods are of the new version then, or there are none. */
  isReleased(namespace: string, name: string): boolean;
  /** False when the Namespace object exists and does not ask for sidecars. */
  hasSidecars(namespace: string): boolean;
}

type Fields = Record<string, unknown>;

const WORKLOAD_KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** Reads Services, workloads and Namespaces out of a set of manifests. */
export function readWorld(manifests: readonly Manifest[]): World {
  const services = new Map<string, WorldService>();
  const workloads = new Map<string, Workload>();
  const sidecars = new Map<string, boolean>();
  const released = new Set<string>();
  for (const manifest of manifests) {
    const { name, namespace = 'default', labels = {} } = manifest.metadata;
    if (manifest.kind === 'Service' && manifest.apiVersion === 'v1') {
      services.set(`${namespace}/${name}`, readService(manifest, namespace));
    } else if (manifest.kind === 'Namespace') {
      sidecars.set(name, labels['istio-injection'] === 'enabled' || 'istio.io/rev' in labels);
    } else if (manifest.kind === 'Canary') {
      released.add(`${namespace}/${fields(manifest.spec?.targetRef).name}`);
    } else if (WORKLOAD_KINDS.has(manifest.kind)) {
      workloads.set(`${namespace}/${name}`, readWorkload(manifest, namespace));
    }
  }
  return {
    service: ref => services.get(ref),
    workload: (namespace, name) => workloads.get(`${namespace}/${name}`),
    isReleased: (namespace, name) => released.has(`${namespace}/${name}`),
    hasSidecars: namespace => sidecars.get(namespace) ?? true,
  };
}

function readService(manifest: Manifest, namespace: string): WorldService {
  const { name } = manifest.metadata;
  const ports = manifest.spec?.ports;
  const first = Array.isArray(ports) ? fields(ports[0]).port : undefined;
  return {
    namespace,
    name,
    host: `${name}.${namespace}.svc.cluster.local`,
    port: typeof first === 'number' ? first : 80,
  };
}

function readWorkload(manifest: Manifest, namespace: string): Workload {
  const template = fields(manifest.spec?.template);
  const serviceAccount = fields(template.spec).serviceAccountName;
  return {
    namespace,
    name: manifest.metadata.name,
    labels: textValues(fields(fields(template.metadata).labels)),
    serviceAccount: typeof serviceAccount === 'string' ? serviceAccount : 'default',
    replicas: typeof manifest.spec?.replicas === 'number' ? manifest.spec.replicas : 1,
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textValues(values: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}
