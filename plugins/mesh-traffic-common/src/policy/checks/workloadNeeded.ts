import { Check, finding } from './Check';
import { rulesOf } from './rulesOf';

/** MT1112: something is bound to pods, and the pods are not named. */
export const workloadNeeded: Check = policy => {
  const { spec } = policy;
  if (spec.service.workload) {
    const { replicas } = spec.service.workload;
    if (!replicas || replicas.min <= replicas.max) return [];
    return [
      finding(
        'MT1112',
        'error',
        'spec.service.workload.replicas',
        `The fewest pods (${replicas.min}) are more than the most (${replicas.max}).`,
        'Swap min and max.',
      ),
    ];
  }
  const needs = [
    rulesOf(policy).some(({ rule }) => rule.rateLimit) && 'Rate limits',
    spec.accessControl && 'accessControl',
    spec.rollout && 'rollout',
    spec.monitoring?.denialTags && 'monitoring.denialTags',
  ].filter(need => typeof need === 'string');
  if (needs.length === 0) return [];
  return [
    finding(
      'MT1112',
      'error',
      'spec.service.workload',
      `The pods behind the service are not named, and ${needs.join(', ')} must be bound to them.`,
      'Set spec.service.workload.labels to labels that every pod of the service carries, in no other workload, and that are not app or name.',
    ),
  ];
};
