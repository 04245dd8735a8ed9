import { mergeMatches } from '../../simulate/virtualService/mergeMatches';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Each condition of the delegate must repeat the root's source namespace. */
export const delegateConflict: LintRule = {
  code: 'MT2027',
  severity: 'error',
  title: 'a rule of a delegate that its root contradicts',
  source:
    'istio pilot/pkg/model/virtualservice.go, hasConflict; measured: dropped with a log line only',
  check: context => {
    const rules = httpRules(context);
    return rules.flatMap(root =>
      root.rule.delegate
        ? rules
            .filter(
              ({ object, hosts }) =>
                hosts.length === 0 &&
                object.name === root.rule.delegate?.name &&
                object.namespace === (root.rule.delegate.namespace || root.object.namespace),
            )
            .filter(({ rule }) => !mergeMatches(root.rule.match, rule.match))
            .map(leaf => ({
              on: leaf.object.on,
              path: `${leaf.path}.match`,
              message: `Under rule ${root.name} of ${root.object.namespace}/${root.object.name} this rule is dropped without an error: its condition goes beyond the root's.`,
              help: "Repeat the root's conditions, sourceNamespace among them, or leave match out.",
            }))
        : [],
    );
  },
};
