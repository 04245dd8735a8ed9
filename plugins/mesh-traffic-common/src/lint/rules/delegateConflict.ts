import { mergeMatches } from '../../simulate/virtualService/mergeMatches';
import { field, items } from '../../simulate/workloads';
import type { HttpMatch } from '../../simulate/istioTypes';
import { text } from '../canary';
import { rulesByObject, rulesLeadingTo } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Each condition of the delegate must repeat the root's source namespace. */
export const delegateConflict: LintRule = {
  code: 'MT2027',
  severity: 'error',
  title: 'a rule of a delegate that its root contradicts',
  source:
    'istio pilot/pkg/model/virtualservice.go, hasConflict; measured: dropped with a log line only',
  check: context => {
    const dropped = "is dropped without an error: its condition goes beyond the root's.";
    const help = "Repeat the root's conditions, sourceNamespace among them, or leave match out.";
    const written = [...rulesByObject(context).values()]
      .filter(([{ hosts }]) => hosts.length === 0)
      .flatMap(leaves =>
        rulesLeadingTo(context, leaves[0].object).flatMap(root =>
          leaves
            .filter(({ rule }) => !mergeMatches(root.rule.match, rule.match))
            .map(leaf => ({
              on: leaf.object.on,
              path: `${leaf.path}.match`,
              message: `Under rule ${root.name} of ${root.object.namespace}/${root.object.name} this rule ${dropped}`,
              help,
            })),
        ),
      );
    const made = context.canaries.flatMap(({ on, namespace, apex, service, delegation }) =>
      (delegation ? rulesLeadingTo(context, { namespace, name: apex }) : [])
        .filter(({ rule }) => !mergeMatches(rule.match, matchesOf(service)))
        .map(root => ({
          on,
          path: 'spec.service.match',
          message: `Under rule ${root.name} of ${root.object.namespace}/${root.object.name} what Flagger makes of this ${dropped}`,
          help,
        })),
    );
    return [...written, ...made];
  },
};

/** Conditions on callers, all that a Canary's service is matched by here. */
function matchesOf(service: unknown): HttpMatch[] {
  return items(field(service, 'match')).map(match => ({
    sourceNamespace: text(field(match, 'sourceNamespace')),
  }));
}
