import type { LintRule, RuleFinding } from '../LintRule';

/** Only said where workloads of the service's namespace are among the documents. */
export const noPodsInSubset: LintRule = {
  code: 'MT2020',
  severity: 'error',
  title: 'a route to a version that no workload has',
  source: 'measured: 503 UH where a subset selects no pod',
  check: context => {
    const found = new Map<string, RuleFinding>();
    for (const { route, destinations } of context.routes()) {
      const on = route.object && context.object(route.object);
      for (const { fails, host, subset, cluster } of destinations) {
        const [, namespace] = host.split('.');
        if (on && route.rule && fails === 'UH' && context.knowsWorkloadsOf(namespace)) {
          found.set(`${on.key} ${route.rule.path} ${cluster}`, {
            on,
            path: `${route.rule.path}.route`,
            message: `No workload among the documents has the labels of ${subset ? `${subset} of ` : ''}${host}: calls fail with 503 (UH).`,
            help: 'Add the workload, or correct the labels of the subset.',
          });
        }
      }
    }
    return [...found.values()];
  },
};
