import { SCALED_TO_ZERO } from '../effective/flaggerWorkloads';
import { type Manifest, manifestKey } from '../kubernetes/manifest';
import type { NotModelled } from './types';

/** Pods that are alike: a Deployment, StatefulSet, DaemonSet or the like, or a single Pod. */
export interface Workload {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  /** Ready pods. */
  pods: number;
  hasSidecar: boolean;
  /** Container ports by name, for Services with a named targetPort. */
  portsByName: Record<string, number>;
  /** What of its pods leads calls past the sidecar, or into an ambient mesh. */
  notModelled: NotModelled[];
}

const WORKLOAD_KINDS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'Pod',
]);

export function readWorkloads(
  manifests: readonly Manifest[],
  injectedNamespaces: InjectedNamespaces,
  readyPods: Record<string, number> = {},
): Workload[] {
  const found = manifests.filter(manifest => WORKLOAD_KINDS.has(manifest.kind));
  const names = new Set(found.map(nameOf));
  return found
    .filter(manifest => !isCountedElsewhere(manifest, names))
    .map(manifest => {
      const namespace = manifest.metadata.namespace ?? 'default';
      const isPod = manifest.kind === 'Pod';
      const template = isPod ? (manifest as unknown) : field(manifest.spec, 'template');
      const metadata = field(template, 'metadata');
      const labels = texts(field(metadata, 'labels'));
      const annotations = texts(field(metadata, 'annotations'));
      const podSpec = field(template, 'spec');
      return {
        name: manifest.metadata.name,
        namespace,
        labels,
        pods:
          readyPods[`${namespace}/${manifest.metadata.name}`] ??
          wantedPods(field(manifest.spec, 'replicas'), field(podSpec, 'nodeSelector')),
        // Pods in the node's network are never injected (istio pkg/kube/inject/inject.go, injectRequired).
        hasSidecar:
          field(podSpec, 'hostNetwork') !== true &&
          hasSidecar(labels, annotations, injectedNamespaces(namespace)),
        portsByName: namedPorts(podSpec),
        notModelled: waysAround(labels, annotations).map(path => ({
          object: manifestKey(manifest),
          path: isPod ? path : `spec.template.${path}`,
        })),
      };
    });
}

/** Pods that a workload asks for; those of a DaemonSet that Flagger has put to rest find no node. */
function wantedPods(replicas: unknown, nodeSelector: unknown): number {
  if (field(nodeSelector, SCALED_TO_ZERO) === 'true') return 0;
  return typeof replicas === 'number' ? replicas : 1;
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.namespace ?? 'default'}/${metadata.name}`;
}

/** What `kubectl get` lists beside its owner: a Deployment's ReplicaSets and their pods. */
function isCountedElsewhere({ metadata }: Manifest, names: ReadonlySet<string>): boolean {
  return items(field(metadata, 'ownerReferences')).some(
    owner =>
      field(owner, 'controller') === true &&
      names.has(
        `${field(owner, 'kind')}/${metadata.namespace ?? 'default'}/${field(owner, 'name')}`,
      ),
  );
}

export const AMBIENT_LABEL = 'istio.io/dataplane-mode';
const TLS_MODE_LABEL = 'security.istio.io/tlsMode';
const CAPTURE_ANNOTATION = /^traffic\.(sidecar\.)?istio\.io\/(in|ex)clude/;

/** Paths, below a pod, of what decides which calls its sidecar sees at all. */
function waysAround(labels: Record<string, string>, annotations: Record<string, string>): string[] {
  return [
    ...[AMBIENT_LABEL, TLS_MODE_LABEL]
      .filter(name => labels[name] !== undefined && labels[name] !== 'none')
      .map(name => `metadata.labels["${name}"]`),
    ...Object.keys(annotations)
      .filter(name => CAPTURE_ANNOTATION.test(name))
      .map(name => `metadata.annotations["${name}"]`),
  ];
}

/**
 * Whether pods of a namespace get a sidecar: by themselves, when they ask for one (false), or never. Undefined where the
 * Namespace is not among the manifests.
 */
export type InjectedNamespaces = (namespace: string) => Injection | undefined;

type Injection = boolean | 'never';

/**
 * Source: istio manifests/charts/istio-control, mutatingwebhook.yaml. The label istio-injection wins over istio.io/rev,
 * and with any other value than `enabled` no webhook looks at the namespace's pods.
 */
export function readInjection(manifests: readonly Manifest[]): InjectedNamespaces {
  const byNamespace = new Map<string, Injection>();
  for (const manifest of manifests) {
    if (manifest.kind === 'Namespace') {
      const labels = texts(manifest.metadata.labels);
      const legacy = labels['istio-injection'];
      byNamespace.set(
        manifest.metadata.name,
        legacy === undefined
          ? labels['istio.io/rev'] !== undefined
          : legacy === 'enabled' || 'never',
      );
    }
  }
  return namespace => byNamespace.get(namespace);
}

const INJECT = 'sidecar.istio.io/inject';

/** Source: istio manifests/charts/istio-control, mutatingwebhook.yaml: only a label asks for a sidecar of its own. */
export function hasSidecar(
  labels: Record<string, string>,
  annotations: Record<string, string>,
  namespaceInjects: Injection | undefined,
): boolean {
  const label = labels[INJECT];
  if (namespaceInjects === 'never') {
    return false;
  }
  if (label === 'true' || label === 'false') {
    return label === 'true';
  }
  return annotations[INJECT] !== 'false' && (namespaceInjects ?? true);
}

function namedPorts(podSpec: unknown): Record<string, number> {
  const ports: Record<string, number> = {};
  // Containers that start first may stay, and serve.
  const containers = ['containers', 'initContainers'].flatMap(list => items(field(podSpec, list)));
  for (const container of containers) {
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
