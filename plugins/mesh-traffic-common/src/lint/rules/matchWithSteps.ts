import { field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** An A/B test needs iterations; with steps the weights move inside the matched calls alone. */
export const matchWithSteps: LintRule = {
  code: 'MT2122',
  severity: 'warning',
  title: 'analysis.match with stepWeight',
  source: 'flagger pkg/apis/flagger/v1beta1/canary.go, DeploymentStrategy; pkg/router/istio.go',
  check: context =>
    context.canaries.flatMap(({ on, analysis }) =>
      items(field(analysis, 'match')).length > 0 &&
      (field(analysis, 'stepWeight') !== undefined || field(analysis, 'stepWeights') !== undefined)
        ? [
            {
              on,
              path: 'spec.analysis.match',
              message:
                'Only calls that match are shifted step by step; all others stay on the old version until the promotion.',
              help: 'Use iterations instead of steps for an A/B test, or remove match.',
            },
          ]
        : [],
    ),
};
