import { isCatchAll } from '../../simulate/virtualService/requestMatcher';
import type { HttpRoute } from '../../simulate/istioTypes';
import { rulesByObject } from '../httpRules';
import type { LintRule } from '../LintRule';

/**
 * Unlike namespaces, paths have no fallback: the host's route table is taken, and ends in 404. At a gateway that is
 * what is meant: what is not offered there is not found.
 */
export const noRouteForOtherPaths: LintRule = {
  code: 'MT2011',
  severity: 'warning',
  title: 'rules by path, method or header without a rule for the rest',
  source: 'measured: a VirtualService with path rules only answers 404 for other paths',
  check: context => {
    return [...rulesByObject(context).values()].flatMap(own => {
      const { on } = own[0].object;
      const routes = own.map(({ rule }) => rule);
      if (
        own[0].hosts.length === 0 ||
        !own[0].isForMesh ||
        routes.some(({ match }) => !match?.length)
      ) {
        return [];
      }
      const named = routes.flatMap(({ match = [] }) =>
        match.flatMap(({ sourceNamespace }) => sourceNamespace ?? []),
      );
      const left = [undefined, ...new Set(named)].find(caller => hasPathsOnly(routes, caller));
      const isLeft = left !== undefined || hasPathsOnly(routes, undefined);
      return isLeft
        ? [
            {
              on,
              path: 'spec.http',
              message: `A call${left === undefined ? '' : ` from ${left}`} that none of the conditions names is answered with 404.`,
              help: 'Add a last rule without a match.',
            },
          ]
        : [];
    });
  },
};

/** Whether a caller has rules of its own or for everybody, but none that takes every call. */
function hasPathsOnly(rules: readonly HttpRoute[], caller: string | undefined): boolean {
  const reached = rules.flatMap(rule =>
    (rule.match?.length ? rule.match : [{}])
      .filter(({ sourceNamespace }) => !sourceNamespace || sourceNamespace === caller)
      .map(match => ({ rule, match })),
  );
  return (
    reached.length > 0 && !reached.some(({ rule, match }) => rule.delegate || isCatchAll(match))
  );
}
