import { field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

const ANALYSIS_MATCH = new Set(['headers', 'queryParams', 'sourceLabels']);

/** Pruned, it leaves an empty condition, which every call meets. */
export const canaryFieldUnknown: LintRule = {
  code: 'MT2124',
  severity: 'error',
  title: 'a condition that a Canary’s analysis does not have',
  source: 'flagger artifacts/flagger/crd.yaml, analysis.match',
  check: context =>
    context.canaries.flatMap(({ on, analysis }) =>
      items(field(analysis, 'match')).flatMap((match, index) =>
        Object.keys(match ?? {})
          .filter(key => !ANALYSIS_MATCH.has(key))
          .map(key => ({
            on,
            path: `spec.analysis.match.${index}.${key}`,
            message: `analysis.match has no ${key}: it is refused or dropped, and what is left matches every call.`,
            help: key === 'sourceNamespace' ? 'Write it into service.match.' : 'Remove the field.',
          })),
      ),
    ),
};
