import { Manifest } from '../kubernetes/manifest';
import { CanaryView, record, records } from './CanaryView';
import { SelectorLabel } from './selectorLabel';

/** Ports of Istio's own containers, which port discovery leaves out. Source: flagger pkg/canary/util.go */
const SIDECAR_PORTS = new Set([15000, 15001, 15006, 15020, 15021, 15090]);

/**
 * The three Services of a Canary. An apex Service that exists keeps its type, labels and session affinity and
 * loses its selector and ports. Flux's and Helm's annotations that switch their reconciling off are left out.
 * Source: flagger pkg/router/kubernetes_default.go (1.44)
 */
export function flaggerServices(
  view: CanaryView,
  label: SelectorLabel,
  workload: Manifest | undefined,
  existingApex: Manifest | undefined,
): Manifest[] {
  const ports = servicePorts(view, workload);
  const primary = `${label.value}-primary`;
  const { apex } = view;
  const service = (name: string, selector: string, custom: unknown): Manifest => {
    const { labels, annotations } = record(custom);
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: view.namespace,
        labels: { ...(record(labels) as Record<string, string>), [label.key]: name },
        annotations: { ...(record(annotations) as Record<string, string>) },
      },
      spec: { type: 'ClusterIP', selector: { [label.key]: selector }, ports },
    };
  };
  const front = service(apex, primary, view.service.apex);
  if (existingApex) {
    front.metadata = existingApex.metadata;
    front.spec = { ...existingApex.spec, selector: { [label.key]: primary }, ports };
  }
  return [
    front,
    service(`${apex}-canary`, label.value, view.service.canary),
    service(`${apex}-primary`, primary, view.service.primary),
  ];
}

function servicePorts({ service }: CanaryView, workload: Manifest | undefined): unknown[] {
  const main: Record<string, unknown> = {
    name: service.portName ?? 'http',
    port: service.port,
    protocol: 'TCP',
    targetPort: service.targetPort ?? service.port,
    ...(service.appProtocol !== undefined && { appProtocol: service.appProtocol }),
  };
  if (service.portDiscovery !== true || !workload) return [main];
  const template = record(workload.spec?.template);
  const found = records(record(template.spec).containers)
    .flatMap(container => records(container.ports))
    .filter(
      ({ containerPort, name }) =>
        containerPort !== main.targetPort &&
        name !== main.targetPort &&
        !SIDECAR_PORTS.has(Number(containerPort)),
    )
    .map(({ name, containerPort }) => ({
      name: name ?? `tcp-${containerPort}`,
      port: containerPort,
      protocol: 'TCP',
      targetPort: containerPort,
    }));
  return [main, ...found];
}
