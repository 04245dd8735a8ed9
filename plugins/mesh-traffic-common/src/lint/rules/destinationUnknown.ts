import { resolveHost } from '../../simulate/hosts';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Only said where the documents hold Services at all. */
export const destinationUnknown: LintRule = {
  code: 'MT2015',
  severity: 'warning',
  title: 'a destination that no Service among the documents has',
  source: 'istio: a cluster exists only for known services; Kiali KIA1101',
  fromAbsence: true,
  check: context => {
    const withServices = new Set(context.ofKind('Service', '').map(({ namespace }) => namespace));
    if (withServices.size === 0) {
      return [];
    }
    return httpRules(context).flatMap(({ object, rule, path }) =>
      (rule.route ?? []).flatMap(({ destination }, index) => {
        const host = resolveHost(destination.host, object.namespace);
        const [name, namespace, kind] = host.split('.');
        const isKnowable = kind === 'svc' && withServices.has(namespace);
        const byFlagger = () =>
          context
            .canariesIn(namespace)
            .some(({ apex }) => [apex, `${apex}-primary`, `${apex}-canary`].includes(name));
        return isKnowable && !context.service(host) && !byFlagger()
          ? [
              {
                on: object.on,
                path: `${path}.route.${index}.destination.host`,
                message: `There is no Service ${host}: calls of this rule fail with 503 (NC).`,
                help: 'Correct the host, or add the Service.',
              },
            ]
          : [];
      }),
    );
  },
};
