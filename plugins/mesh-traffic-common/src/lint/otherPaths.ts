import type { HttpRoute } from '../simulate/istioTypes';
import { isCatchAll } from '../simulate/virtualService/requestMatcher';
import { rulesByObject } from './httpRules';
import type { LintContext } from './LintContext';
import type { RuleFinding } from './LintRule';

/**
 * VirtualServices whose rules name paths, methods or headers and leave the rest without a rule: the host's route table
 * is taken, and ends in 404.
 *
 * @param forMesh - those that sidecars see, or those of gateways alone
 */
export function otherPathsLeft(context: LintContext, forMesh: boolean): RuleFinding[] {
  return [...rulesByObject(context).values()].flatMap(own => {
    const { on } = own[0].object;
    const routes = own.map(({ rule }) => rule);
    const isAsked = own[0].hosts.length > 0 && own[0].isForMesh === forMesh;
    if (!isAsked || routes.some(({ match }) => !match?.length)) {
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
}

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
