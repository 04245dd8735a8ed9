import type { LintRule } from '../LintRule';
import { podTemplates } from '../podTemplates';

const OF_PODS = /^(sidecar|proxy|inject|traffic\.sidecar)\.istio\.io\//;

/** Istio reads these on pods; a workload hands on only what stands in its template. */
export const annotationOfPods: LintRule = {
  code: 'MT2117',
  severity: 'warning',
  title: 'a label or annotation for pods on the workload that makes them',
  source: 'istio.io/api annotation, resource types; istioctl analyze IST0107',
  check: context =>
    podTemplates(context).flatMap(({ on, labels, annotations }) =>
      (
        [
          ['labels', labels],
          ['annotations', annotations],
        ] as const
      ).flatMap(([list, ofPods]) =>
        Object.keys(on[list])
          .filter(name => OF_PODS.test(name) && ofPods[name] === undefined)
          .map(name => ({
            on,
            path: `metadata.${list}["${name}"]`,
            message: `${name} stands on the ${on.kind}: Istio reads it on the pods, which do not get it from there.`,
            help: `Move it to spec.template.metadata.${list}.`,
          })),
      ),
    ),
};
