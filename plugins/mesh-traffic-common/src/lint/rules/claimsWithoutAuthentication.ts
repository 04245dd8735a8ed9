import { field, items, selects, texts, type Workload } from '../../simulate/workloads';
import { gatewayNamed, podsOf } from '../gatewayServers';
import { groupBy } from '../groupBy';
import { httpRules } from '../httpRules';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';

/** Only said where the gateway and its workload are among the documents. */
export const claimsWithoutAuthentication: LintRule = {
  code: 'MT2039',
  severity: 'error',
  title: 'a condition on claims of a token that nothing checks',
  source: 'istio docs, JWT claim based routing; istioctl analyze IST0149',
  fromAbsence: true,
  check: context =>
    httpRules(context).flatMap(({ object, rule, path }) =>
      (rule.match ?? []).flatMap((match, index) => {
        const name = Object.keys({ ...match.headers, ...match.withoutHeaders }).find(header =>
          header.toLowerCase().startsWith('@request.auth.claims'),
        );
        const unchecked = name
          ? (object.spec.gateways ?? []).find(gateway => {
              const found = gatewayNamed(context, gateway, object.namespace);
              const pods = found ? podsOf(context, found) : [];
              return pods.length > 0 && !pods.some(pod => checksTokens(context, pod));
            })
          : undefined;
        return unchecked
          ? [
              {
                on: object.on,
                path: `${path}.match.${index}`,
                message: `No RequestAuthentication is for the pods of the gateway ${unchecked}: there ${name} has no value, and the rule never holds.`,
                help: 'Add a RequestAuthentication with a selector for the gateway’s pods.',
              },
            ]
          : [];
      }),
    ),
};

function checksTokens(context: LintContext, { namespace, labels }: Workload): boolean {
  const byNamespace = context.once('request authentications', () =>
    groupBy(
      context.ofKind('RequestAuthentication', 'security.istio.io'),
      authentication => authentication.namespace,
    ),
  );
  return [namespace, context.world.rootNamespace]
    .flatMap(each => byNamespace.get(each) ?? [])
    .some(
      ({ manifest: { spec } }) =>
        items(field(spec, 'targetRefs')).length > 0 ||
        selects(texts(field(field(spec, 'selector'), 'matchLabels')), labels),
    );
}
