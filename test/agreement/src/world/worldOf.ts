import type { Manifest, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { CALLERS, GATEWAY_NAMESPACES, LOAD_TESTING, PLAIN, ROOT, STRANGERS } from '../random/names';

type Labels = Record<string, string>;

/** Name of the Deployment that runs a version. */
export function workloadOfVersion(service: string, version: string): string {
  return `${service}-of-${version}`;
}

/** Names of all Deployments whose pods carry the labels of a version, its own among them. */
export function workloadsOfVersion({ metadata, spec }: RoutingPolicy, version: string): string[] {
  const wanted = Object.entries(spec.versions[version].labels);
  return Object.keys(spec.versions)
    .filter(other => wanted.every(([key, value]) => spec.versions[other].labels[key] === value))
    .map(other => workloadOfVersion(metadata.name, other))
    .sort();
}

/** Name of a Deployment behind the service that no version and no ring of the document names. */
export function unnamedWorkload(service: string): string {
  return `${service}-unnamed`;
}

/**
 * What runs beside the policy's own objects: Namespaces, the Service with a Deployment per version or ring and
 * one that the document does not name, and the Gateways of its exposures.
 */
export function worldOf(policy: RoutingPolicy): Manifest[] {
  const { metadata, spec } = policy;
  const { name: service, namespace } = metadata;
  const shared = spec.service.workload?.labels ?? { 'part-of': service };
  const containers = [
    {
      name: 'app',
      ports: spec.service.ports.map(port => ({
        name: port.name,
        containerPort: port.targetPort ?? port.number,
      })),
    },
  ];
  const workload = (
    name: string,
    labels: Labels,
    selector: Labels = { app: name },
    kind = 'Deployment',
  ): Manifest => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      ...(kind === 'Deployment' && { replicas: 2 }),
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...shared, ...labels, ...selector } },
        spec: { containers },
      },
    },
  });
  return [
    ...namespacesOf(policy).map(namespaceOf),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: service, namespace },
      spec: {
        selector: shared,
        ports: spec.service.ports.map(({ name, number, targetPort, protocol }) => ({
          name,
          port: number,
          targetPort: targetPort ?? number,
          appProtocol: protocol,
        })),
      },
    },
    ...Object.entries(spec.versions).map(([version, { labels }]) =>
      workload(workloadOfVersion(service, version), labels),
    ),
    workload(unnamedWorkload(service), { version: 'unnamed' }),
    ...Object.values(spec.rollout?.rings ?? {}).map(({ workload: target }) =>
      workload(target.name, {}, target.selector, target.kind),
    ),
    ...[...new Set(spec.exposure.map(({ gateway }) => gateway))].map(gateway =>
      gatewayObject(gateway, namespace),
    ),
  ];
}

/** Labels of the pods of a gateway, `<namespace>/<name>` or a name. */
export function gatewayLabels(gateway: string): Labels {
  return { gateway: gateway.replace('/', '.') };
}

function namespacesOf({ metadata, spec }: RoutingPolicy): string[] {
  return [
    ...new Set([
      metadata.namespace,
      ...CALLERS,
      ...STRANGERS,
      ...GATEWAY_NAMESPACES,
      LOAD_TESTING,
      PLAIN,
      ROOT,
      ...Object.values(spec.rollout?.rings ?? {}).flatMap(({ callers }) => callers ?? []),
    ]),
  ];
}

function namespaceOf(name: string): Manifest {
  const labels = { 'istio-injection': name === PLAIN ? 'disabled' : 'enabled' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function gatewayObject(gateway: string, home: string): Manifest {
  const [namespace, name] = gateway.includes('/') ? gateway.split('/') : [home, gateway];
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      selector: gatewayLabels(gateway),
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  };
}
