import { selects } from '../../simulate/workloads';
import type { LintContext } from '../LintContext';
import type { LintRule, RuleFinding } from '../LintRule';
import type { ReachedRoute } from '../reachedRoutes';

/** Only said where other workloads of the service are among the documents. */
export const noPodsInSubset: LintRule = {
  code: 'MT2020',
  severity: 'error',
  title: 'a route to a version that no workload has',
  source: 'measured: 503 UH where a subset selects no pod',
  fromAbsence: true,
  check: context => {
    const found = new Map<string, RuleFinding>();
    for (const reached of context.routes()) {
      const { route } = reached;
      for (const { fails, host, subset } of reached.destinations) {
        if (fails !== 'UH' || !route.rule || !isEmpty(context, reached, host, subset)) {
          continue;
        }
        const on = route.object && context.object(route.object);
        if (on) {
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

/** The service's other workloads must be there: documents that hold none of them say nothing about this one. */
function isEmpty(
  context: LintContext,
  { caller }: ReachedRoute,
  host: string,
  subset: string | undefined,
): boolean {
  const known = context.service(host);
  if (known) {
    return known.workloads.length > 0;
  }
  const service = context.effective.services.get(host);
  const workloads = service ? context.workloadsOf(service.namespace) : [];
  if (!service || workloads.length === 0) {
    return false;
  }
  const subsets = context.effective.ruleFor(caller, service)?.subsets ?? [];
  const hasPods = (labels: Record<string, string> | undefined) =>
    workloads.some(workload => selects(labels, workload.labels));
  const own = subsets.find(({ name }) => name === subset);
  return Boolean(own && !hasPods(own.labels) && subsets.some(({ labels }) => hasPods(labels)));
}
