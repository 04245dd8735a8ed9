import type { LintRule } from '../LintRule';
import { otherPathsLeft } from '../otherPaths';

/** Often meant: what a gateway does not offer is not found. */
export const otherPathsAtGateway: LintRule = {
  code: 'MT2037',
  severity: 'info',
  title: 'rules of a gateway by path, method or header without a rule for the rest',
  source: 'istio pilot/pkg/networking/core/gateway.go: no other route stands behind',
  check: context =>
    otherPathsLeft(context, false).map(finding => ({
      ...finding,
      help: 'Add a last rule without a match, unless nothing else is to be offered there.',
    })),
};
