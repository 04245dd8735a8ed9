import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';
import { isInjected, podTemplates } from '../podTemplates';

/** Only said where the Namespace is among the documents. */
export const imageAutoNotInjected: LintRule = {
  code: 'MT2116',
  severity: 'error',
  title: 'image: auto in pods that are not injected',
  source: 'istio docs, gateway injection; istioctl analyze IST0146, IST0147',
  check: context =>
    podTemplates(context).flatMap(template => {
      const { on, containers } = template;
      const index = containers.findIndex(container => field(container, 'image') === 'auto');
      return index >= 0 && isInjected(context, template) === false
        ? [
            {
              on,
              path: `spec.template.spec.containers.${index}.image`,
              message: `Istio puts the image in when it injects pods, and those of ${on.name} are not injected: there is no image called auto.`,
              help: 'Add the label sidecar.istio.io/inject: "true" to the pods.',
            },
          ]
        : [];
    }),
};
