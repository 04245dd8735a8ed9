import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** The rule is dropped, its callers go on to the next one. */
export const delegateMissing: LintRule = {
  code: 'MT2026',
  severity: 'error',
  title: 'a delegate that does not exist or is not exported',
  source: 'istio pilot/pkg/model/virtualservice.go; measured',
  check: context => {
    const delegates = new Map(
      context
        .istio('VirtualService')
        .filter(({ spec }) => !spec.hosts?.length)
        .map(each => [`${each.namespace}/${each.name}`, each]),
    );
    return httpRules(context).flatMap(({ object, rule, path, name }) => {
      if (!rule.delegate) {
        return [];
      }
      const namespace = rule.delegate.namespace || object.namespace;
      const madeByFlagger = context
        .canariesIn(namespace)
        .some(({ delegation, apex }) => delegation && apex === rule.delegate?.name);
      const found = delegates.get(`${namespace}/${rule.delegate.name}`);
      const exportTo = found?.spec.exportTo ?? [];
      const isExported =
        exportTo.length === 0 ||
        exportTo.some(
          entry => entry === '*' || (entry === '.' ? namespace : entry) === object.namespace,
        );
      const isElsewhere = !found && context.options.partial;
      return madeByFlagger || isElsewhere || (found && isExported)
        ? []
        : [
            {
              on: object.on,
              path: `${path}.delegate`,
              message: `The delegate ${namespace}/${rule.delegate.name} ${found ? `is not exported to ${object.namespace}` : 'is not there'}: rule ${name} is dropped without an error.`,
              help: 'Add or export it, and keep a last rule on a host that always exists.',
            },
          ];
    });
  },
};
