import type { Manifest } from '../kubernetes/manifest';

/** Pods that are alike: a Deployment, StatefulSet, DaemonSet, ReplicaSet or a single Pod. */
export interface Workload {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  /** Ready pods. */
  pods: number;
  hasSidecar: boolean;
  /** Container ports by name, for Services with a named targetPort. */
  portsByName: Record<string, number>;
}

const WORKLOAD_KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']);

export function readWorkloads(
  manifests: readonly Manifest[],
  injectedNamespaces: InjectedNamespaces,
  readyPods: Record<string, number> = {},
): Workload[] {
  return manifests
    .filter(manifest => WORKLOAD_KINDS.has(manifest.kind))
    .map(manifest => {
      const namespace = manifest.metadata.namespace ?? 'default';
      const template =
        manifest.kind === 'Pod' ? (manifest as unknown) : field(manifest.spec, 'template');
      const metadata = field(template, 'metadata');
      const labels = texts(field(metadata, 'labels'));
      const replicas = field(manifest.spec, 'replicas');
      return {
        name: manifest.metadata.name,
        namespace,
        labels,
        pods:
          readyPods[`${namespace}/${manifest.metadata.name}`] ??
          (typeof replicas === 'number' ? replicas : 1),
        hasSidecar: hasSidecar(
          labels,
          texts(field(metadata, 'annotations')),
          injectedNamespaces(namespace),
        ),
        portsByName: namedPorts(field(template, 'spec')),
      };
    });
}

/** Whether pods of a namespace get a sidecar; undefined where the Namespace is not among the manifests. */
export type InjectedNamespaces = (namespace: string) => boolean | undefined;

/** Source: Istio's injection labels (istio-injection, istio.io/rev); the legacy label wins. */
export function readInjection(manifests: readonly Manifest[]): InjectedNamespaces {
  const byNamespace = new Map<string, boolean>();
  for (const manifest of manifests) {
    if (manifest.kind === 'Namespace') {
      const labels = texts(manifest.metadata.labels);
      const legacy = labels['istio-injection'];
      byNamespace.set(
        manifest.metadata.name,
        legacy === undefined ? labels['istio.io/rev'] !== undefined : legacy === 'enabled',
      );
    }
  }
  return namespace => byNamespace.get(namespace);
}

function hasSidecar(
  labels: Record<string, string>,
  annotations: Record<string, string>,
  namespaceInjects: boolean | undefined,
): boolean {
  const own = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  if (own === 'true' || own === 'false') {
    return own === 'true';
  }
  return namespaceInjects ?? true;
}

function namedPorts(podSpec: unknown): Record<string, number> {
  const ports: Record<string, number> = {};
  for (const container of items(field(podSpec, 'containers'))) {
    for (const port of items(field(container, 'ports'))) {
      const name = field(port, 'name');
      const number = field(port, 'containerPort');
      if (typeof name === 'string' && typeof number === 'number') {
        ports[name] = number;
      }
    }
  }
  return ports;
}

/** Selects as Kubernetes does: every label of the selector, and an empty selector selects all. */
export function selects(
  selector: Record<string, string> | undefined,
  labels: Record<string, string>,
): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
}

/** A field of a value that may be anything. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The items of a value that should be a list. */
export function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The string entries of a value that should be a map of strings. */
export function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  if (isMapOfTexts(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function isMapOfTexts(value: object): value is Record<string, string> {
  return !Array.isArray(value) && Object.values(value).every(each => typeof each === 'string');
}
