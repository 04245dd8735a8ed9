import { field, items, texts } from '../simulate/workloads';
import type { LintContext } from './LintContext';
import type { LintObject } from './LintObject';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** The pods that a workload makes, as they are written. */
export interface PodTemplate {
  on: LintObject;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: unknown;
  containers: unknown[];
}

/** The templates of the workloads among the documents; pods that stand alone are not here. */
export function podTemplates(context: LintContext): readonly PodTemplate[] {
  return context.once('pod templates', () =>
    KINDS.flatMap(kind => context.ofKind(kind, 'apps')).map(on => {
      const template = field(on.manifest.spec, 'template');
      const metadata = field(template, 'metadata');
      const spec = field(template, 'spec');
      return {
        on,
        labels: texts(field(metadata, 'labels')),
        annotations: texts(field(metadata, 'annotations')),
        spec,
        containers: items(field(spec, 'containers')),
      };
    }),
  );
}

/** Whether the pods get a sidecar; undefined where others count them, as a Deployment those of its ReplicaSets. */
export function isInjected(context: LintContext, { on }: PodTemplate): boolean | undefined {
  return context.workloadsOf(on.namespace).find(({ name }) => name === on.name)?.hasSidecar;
}

/** Whether nothing but Istio's proxy runs in the pods, or they say that they are a gateway. */
export function isGatewayTemplate({ annotations, containers }: PodTemplate): boolean {
  return (
    annotations['inject.istio.io/templates'] === 'gateway' ||
    (containers.length > 0 &&
      containers.every(container => field(container, 'name') === 'istio-proxy'))
  );
}
