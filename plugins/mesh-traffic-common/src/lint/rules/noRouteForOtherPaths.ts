import type { LintRule } from '../LintRule';
import { otherPathsLeft } from '../otherPaths';

/** Unlike namespaces, paths have no fallback to the service's own route. */
export const noRouteForOtherPaths: LintRule = {
  code: 'MT2011',
  severity: 'warning',
  title: 'rules by path, method or header without a rule for the rest',
  source: 'measured: a VirtualService with path rules only answers 404 for other paths',
  check: context => otherPathsLeft(context, true),
};
