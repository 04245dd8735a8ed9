import { isCatchAll } from '../../simulate/virtualService/requestMatcher';
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
    return context.istio('VirtualService').flatMap(({ on }) => {
      const own = rules.filter(({ object, rule }) => object.on === on && !rule.delegate);
      const hasDelegate = rules.some(({ object, rule }) => object.on === on && rule.delegate);
      const caught = own.some(
        ({ rule }) => !rule.match?.length || rule.match.some(match => isCatchAll(match)),
      );
      return own.length > 0 && !hasDelegate && !caught
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
