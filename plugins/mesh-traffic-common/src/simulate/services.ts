import type { Manifest } from '../kubernetes/manifest';
import { serviceHost } from './hosts';
import { type Workload, field, items, selects, texts } from './workloads';

export interface ServicePort {
  number: number;
  name?: string;
  /** Number or name of the pods' port. */
  target: number | string;
  /** `http` also stands for a port whose protocol Istio detects by itself. */
  protocol: 'http' | 'tcp';
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

const HTTP_PROTOCOLS = new Set(['http', 'http2', 'grpc', 'grpc-web']);
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

/** Source: istio pkg/config/kube, ConvertProtocol: appProtocol, else the port's name up to the first dash. */
function readPort(port: unknown): ServicePort[] {
  const number = field(port, 'port');
  if (typeof number !== 'number') {
    return [];
  }
  const name = field(port, 'name');
  const target = field(port, 'targetPort');
  const declared = field(port, 'appProtocol') ?? (typeof name === 'string' ? name : '');
  const protocol = String(declared).toLowerCase();
  const head = HTTP_PROTOCOLS.has(protocol) ? protocol : protocol.split('-')[0];
  const isTcp =
    field(port, 'protocol') === 'UDP' || (!HTTP_PROTOCOLS.has(head) && TCP_PROTOCOLS.has(head));
  return [
    {
      number,
      name: typeof name === 'string' ? name : undefined,
      target: typeof target === 'number' || typeof target === 'string' ? target : number,
      protocol: isTcp ? 'tcp' : 'http',
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

/** The pods' port behind a Service's port. */
export function targetPort(port: ServicePort, workload: Workload): number | undefined {
  return typeof port.target === 'number' ? port.target : workload.portsByName[port.target];
}

export function isVisibleTo(service: MeshService, namespace: string): boolean {
  return (
    !service.exportTo || service.exportTo.includes('*') || service.exportTo.includes(namespace)
  );
}
