import type { LintRule } from '../LintRule';

const LABEL = 'istio-injection';

/** Any other value is as good as no label, or worse: it also keeps revisions out. */
export const injectionMisspelt: LintRule = {
  code: 'MT2118',
  severity: 'error',
  title: 'a value of istio-injection that Istio does not know',
  source:
    'istio manifests/charts/istio-control, mutatingwebhook.yaml: istio-injection In [enabled]',
  check: context =>
    context.ofKind('Namespace', '').flatMap(on =>
      on.labels[LABEL] === undefined || ['enabled', 'disabled'].includes(on.labels[LABEL])
        ? []
        : [
            {
              on,
              path: `metadata.labels.${LABEL}`,
              message: `"${on.labels[LABEL]}" is no value of ${LABEL}: pods of ${on.name} get no sidecar.`,
              help: `Write ${LABEL}: enabled, or disabled.`,
            },
          ],
    ),
};
