import { selects } from '../../simulate/workloads';
import type { LintContext } from '../LintContext';
import type { LintRule, RuleFinding } from '../LintRule';
import type { ReachedRoute } from '../reachedRoutes';

/** Only said where workloads of the service's namespace are among the documents. */
export const noPodsInSubset: LintRule = {
  code: 'MT2020',
  severity: 'error',
  title: 'a route to a version that no workload has',
  source: 'measured: 503 UH where a subset selects no pod',
  check: context => {
    const found = new Map<string, RuleFinding>();
    for (const reached of context.routes()) {
      const { route } = reached;
      const on = route.object && context.object(route.object);
      for (const { fails, host, subset } of reached.destinations) {
        if (on && route.rule && fails === 'UH' && isEmpty(context, reached, host, subset)) {
          found.set(`${on.key} ${route.rule.path} ${host} ${subset}`, {
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

/** Where the Service itself is not among the documents, any workload of its namespace may stand behind it. */
function isEmpty(
  context: LintContext,
  { caller }: ReachedRoute,
  host: string,
  subset: string | undefined,
): boolean {
  const [, namespace] = host.split('.');
  if (context.service(host)) {
    return context.knowsWorkloadsOf(namespace);
  }
  const service = context.effective.services.get(host);
  const rule = service && context.effective.ruleFor(caller, service);
  const labels = rule?.subsets.find(({ name }) => name === subset)?.labels;
  const workloads = context.workloads.filter(workload => workload.namespace === namespace);
  return (
    labels !== undefined &&
    workloads.length > 0 &&
    !workloads.some(workload => selects(labels, workload.labels))
  );
}
