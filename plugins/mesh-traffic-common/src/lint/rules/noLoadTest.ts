import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** An analysis without data is a failed check. */
export const noLoadTest: LintRule = {
  code: 'MT2134',
  severity: 'info',
  title: 'a Canary without a load test',
  source: 'flagger pkg/controller/scheduler_metrics.go: no values found',
  check: context =>
    context.canaries.flatMap(({ on, webhooks, metrics }) =>
      metrics.length > 0 &&
      !webhooks.some(webhook =>
        ['rollout', '', undefined].includes(field(webhook, 'type') as string | undefined),
      )
        ? [
            {
              on,
              path: 'spec.analysis.webhooks',
              message:
                'In a quiet hour there are no calls to judge: a check without data counts as failed, and the release is rolled back.',
              help: 'Add a load test as a rollout webhook, or release when there is traffic.',
            },
          ]
        : [],
    ),
};
