import type { Manifest } from '../kubernetes/manifest';
import { serviceHost } from './hosts';
import type { NotModelled } from './types';
import { type Workload, field, items, selects, texts } from './workloads';

export interface ServicePort {
  number: number;
  name?: string;
  /** Number or name of the pods' port. */
  target: number | string;
  /** `http` also stands for a port whose protocol Istio detects by itself. */
  protocol: 'http' | 'tcp';
  /** The port says no protocol: Istio detects it, connection by connection. */
  isDetected?: boolean;
}

/** A Kubernetes Service with the workloads behind it. */
export interface MeshService {
  host: string;
  name: string;
  namespace: string;
  ports: ServicePort[];
  workloads: Workload[];
  /** Namespaces that see it (`networking.istio.io/exportTo`); undefined is all. */
  exportTo?: string[];
  /** Headless, ExternalName, without selector: Istio treats them in ways that are not modelled. */
  unusual?: string;
}

const HTTP_PROTOCOLS = new Set(['http', 'http2', 'grpc', 'grpc-web', 'http_proxy']);
const TCP_PROTOCOLS = new Set(['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp']);

export function readServices(
  manifests: readonly Manifest[],
  workloads: readonly Workload[],
): Map<string, MeshService> {
  const services = new Map<string, MeshService>();
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const known = byNamespace.get(workload.namespace);
    if (known) {
      known.push(workload);
    } else {
      byNamespace.set(workload.namespace, [workload]);
    }
  }
  for (const manifest of manifests) {
    if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') {
      continue;
    }
    const namespace = manifest.metadata.namespace ?? 'default';
    const { spec } = manifest;
    const selector = texts(field(spec, 'selector'));
    const host = serviceHost(manifest.metadata.name, namespace);
    const exportTo = texts(manifest.metadata.annotations)['networking.istio.io/exportTo'];
    services.set(host, {
      host,
      name: manifest.metadata.name,
      namespace,
      ports: items(field(spec, 'ports')).flatMap(readPort),
      workloads:
        Object.keys(selector).length === 0
          ? []
          : (byNamespace.get(namespace) ?? []).filter(workload =>
              selects(selector, workload.labels),
            ),
      exportTo: exportTo
        ?.split(',')
        .map(entry => (entry.trim() === '.' ? namespace : entry.trim())),
      unusual: unusualField(spec, selector),
    });
  }
  return services;
}

/** Kubernetes' own names for protocols, besides those that Istio reads. */
const APP_PROTOCOLS = new Map([
  ['kubernetes.io/h2c', 'http2'],
  ['kubernetes.io/ws', 'http'],
  ['kubernetes.io/wss', 'https'],
]);

/** Servers speak first on these ports (SMTP, DNS, MySQL, MongoDB), so that Istio does not try to detect. */
const NEVER_DETECTED = new Set([25, 53, 3306, 27017]);

/** Source: istio pkg/config/kube, ConvertProtocol: appProtocol, else the port's name up to the first dash. */
function readPort(port: unknown): ServicePort[] {
  const number = field(port, 'port');
  if (typeof number !== 'number') {
    return [];
  }
  const name = field(port, 'name');
  const target = field(port, 'targetPort');
  const declared = String(field(port, 'appProtocol') ?? (typeof name === 'string' ? name : ''));
  const protocol = APP_PROTOCOLS.get(declared) ?? declared.toLowerCase();
  const head = protocol.startsWith('grpc-web') ? 'grpc-web' : protocol.split('-')[0];
  const isHttp = HTTP_PROTOCOLS.has(head);
  const isUnknown = !isHttp && !TCP_PROTOCOLS.has(head);
  const isTcp =
    field(port, 'protocol') === 'UDP' || (isUnknown ? NEVER_DETECTED.has(number) : !isHttp);
  return [
    {
      number,
      name: typeof name === 'string' ? name : undefined,
      target: typeof target === 'number' || typeof target === 'string' ? target : number,
      protocol: isTcp ? 'tcp' : 'http',
      ...(isUnknown && !isTcp ? { isDetected: true } : {}),
    },
  ];
}

function unusualField(spec: unknown, selector: Record<string, string>): string | undefined {
  if (field(spec, 'type') === 'ExternalName') {
    return 'spec.type';
  }
  if (field(spec, 'clusterIP') === 'None') {
    return 'spec.clusterIP';
  }
  return Object.keys(selector).length === 0 ? 'spec.selector' : undefined;
}

/** The field of a Service that is not modelled. */
export function serviceNotModelled({ name, namespace, unusual }: MeshService): NotModelled[] {
  return unusual ? [{ object: `Service/${namespace}/${name}`, path: unusual }] : [];
}

/** The pods' port behind a Service's port. */
export function targetPort(
  port: ServicePort,
  workload: Pick<Workload, 'portsByName'>,
): number | undefined {
  return typeof port.target === 'number' ? port.target : workload.portsByName[port.target];
}

export function isVisibleTo(service: MeshService, namespace: string): boolean {
  return (
    !service.exportTo || service.exportTo.includes('*') || service.exportTo.includes(namespace)
  );
}
