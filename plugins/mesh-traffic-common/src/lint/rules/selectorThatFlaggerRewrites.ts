import type { LintRule } from '../LintRule';
import { podLabels } from '../podLabels';

const REWRITTEN = ['app', 'name', 'app.kubernetes.io/name'];

/** Flagger's primary pods get `<value>-primary` in the label that the Deployment selects by; the others stay. */
export const selectorThatFlaggerRewrites: LintRule = {
  code: 'MT2087',
  severity: 'error',
  title: 'a selector on the label that Flagger rewrites',
  source: 'flagger pkg/canary/util.go and deployment_controller.go; measured',
  check: context =>
    (['AuthorizationPolicy', 'PeerAuthentication', 'EnvoyFilter'] as const).flatMap(kind =>
      context.istio(kind).flatMap(({ on, spec, namespace }) => {
        const isFilter = 'workloadSelector' in spec;
        const selector = podLabels(spec) ?? {};
        const path = isFilter ? 'spec.workloadSelector.labels' : 'spec.selector.matchLabels';
        const canaries =
          namespace === context.world.rootNamespace
            ? context.canaries
            : context.canariesIn(namespace);
        return canaries.flatMap(canary => {
          const workload = context
            .workloadsOf(canary.namespace)
            .find(each => each.name === canary.target);
          const label = REWRITTEN.find(
            each =>
              selector[each] !== undefined &&
              selector[each] === (workload?.labels[each] ?? canary.target),
          );
          return label
            ? [
                {
                  on,
                  path: `${path}${/^\w+$/.test(label) ? `.${label}` : `[${JSON.stringify(label)}]`}`,
                  message: `Flagger runs the stable version of ${canary.target} with ${label}: ${selector[label]}-primary: the selector covers only the new version.`,
                  help: 'Select by another label of the pod template; Flagger leaves those alone.',
                },
              ]
            : [];
        });
      }),
    ),
};
