import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** post-rollout hooks also run after a failure. */
export const gateOpenedByHook: LintRule = {
  code: 'MT2135',
  severity: 'error',
  title: "a hook that opens another ring's gate",
  source:
    'flagger pkg/controller/scheduler.go; measured: it fires after a failure too, and the gate stays open',
  check: context =>
    context.canaries.flatMap(({ on, webhooks }) =>
      webhooks.flatMap((webhook, index) => {
        const command = JSON.stringify(webhook);
        return field(webhook, 'type') === 'post-rollout' && /\/gate\/(open|approve)/.test(command)
          ? [
              {
                on,
                path: `spec.analysis.webhooks.${index}`,
                message:
                  'It runs after a failed release too, and leaves the gate open for the next one.',
                help: 'Let the other ring ask for the state of this one in a confirm-rollout check.',
              },
            ]
          : [];
      }),
    ),
};
