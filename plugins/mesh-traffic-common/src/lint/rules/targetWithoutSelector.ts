import { field, texts } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Flagger never starts on such a workload. */
export const targetWithoutSelector: LintRule = {
  code: 'MT2136',
  severity: 'error',
  title: 'a Canary for a workload that Flagger cannot select',
  source:
    'flagger pkg/canary/deployment_controller.go, selector labels app, name, app.kubernetes.io/name',
  check: context =>
    context.canaries.flatMap(canary => {
      const found = context.object(`${canary.targetKind}/${canary.namespace}/${canary.target}`);
      const target = found?.group === 'apps' ? found : undefined;
      const labels = texts(field(field(target?.manifest.spec, 'selector'), 'matchLabels'));
      return target && !labels.app && !labels.name && !labels['app.kubernetes.io/name']
        ? [
            {
              on: canary.on,
              path: 'spec.targetRef.name',
              message: `The selector of ${canary.target} has none of app, name and app.kubernetes.io/name: Flagger never starts.`,
              help: 'Add one of them to selector and template; a selector cannot be changed, so it takes a new workload.',
            },
          ]
        : [];
    }),
};
