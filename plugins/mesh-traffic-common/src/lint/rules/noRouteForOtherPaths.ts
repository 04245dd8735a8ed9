import { isCatchAll } from '../../simulate/virtualService/requestMatcher';
import { groupBy } from '../groupBy';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Unlike namespaces, paths have no fallback: the host's route table is taken, and ends in 404. */
export const noRouteForOtherPaths: LintRule = {
  code: 'MT2011',
  severity: 'warning',
  title: 'rules by path, method or header without a rule for the rest',
  source: 'measured: a VirtualService with path rules only answers 404 for other paths',
  check: context => {
    const rules = httpRules(context).filter(({ hosts }) => hosts.length);
    return [...groupBy(rules, ({ object }) => object.key).values()].flatMap(own => {
      const { on } = own[0].object;
      const hasDelegate = own.some(({ rule }) => rule.delegate);
      const caught = own.some(
        ({ rule }) => !rule.match?.length || rule.match.some(match => isCatchAll(match)),
      );
      return !hasDelegate && !caught
        ? [
            {
              on,
              path: 'spec.http',
              message: 'A call that none of the conditions names is answered with 404.',
              help: 'Add a last rule without a match.',
            },
          ]
        : [];
    });
  },
};
