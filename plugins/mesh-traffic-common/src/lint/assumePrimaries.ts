import type { Manifest } from '../kubernetes/manifest';
import { field, texts } from '../simulate/workloads';

const REWRITTEN = ['app', 'name', 'app.kubernetes.io/name'];

/**
 * The workloads that Flagger makes of the Canaries' targets: `<target>-primary`, with the label that the target selects
 * by rewritten and the others kept (flagger pkg/canary/util.go, deployment_controller.go).
 */
export function assumePrimaries(manifests: readonly Manifest[]): Manifest[] {
  return manifests.flatMap(canary => {
    const target = field(canary.spec, 'targetRef');
    const workload =
      canary.kind === 'Canary' &&
      manifests.find(
        ({ kind, metadata }) =>
          kind === field(target, 'kind') &&
          metadata.name === field(target, 'name') &&
          metadata.namespace === canary.metadata.namespace,
      );
    if (!workload) {
      return [];
    }
    const template = field(workload.spec, 'template');
    const labels = texts(field(field(template, 'metadata'), 'labels'));
    const selector = texts(field(field(workload.spec, 'selector'), 'matchLabels'));
    const label = REWRITTEN.find(name => selector[name] !== undefined);
    return label
      ? [
          {
            ...workload,
            metadata: { ...workload.metadata, name: `${workload.metadata.name}-primary` },
            spec: {
              ...workload.spec,
              template: {
                ...(template as object),
                metadata: { labels: { ...labels, [label]: `${selector[label]}-primary` } },
              },
            },
          },
        ]
      : [];
  });
}
