import { isWildcard } from '../../simulate/hosts';
import type { LintRule } from '../LintRule';
import { missingServices } from './destinationUnknown';

/** Services outside of Kubernetes are not looked at. */
export const sidecarImportsNothing: LintRule = {
  code: 'MT2108',
  severity: 'warning',
  title: 'an entry of a Sidecar that imports nothing',
  source: 'istio pilot/pkg/model/sidecar.go; Kiali KIA1004',
  fromAbsence: true,
  check: context => {
    const isMissing = missingServices(context);
    return context.istio('Sidecar').flatMap(({ on, spec, namespace }) =>
      (spec.egress ?? []).flatMap(({ hosts = [] }, index) =>
        hosts.flatMap((entry, at) => {
          const [scope, host = ''] = entry.split('/');
          const [, owner, kind] = host.split('.');
          const wanted = scope === '.' ? namespace : scope;
          if (kind !== 'svc' || isWildcard(host) || scope === '~') {
            return [];
          }
          const isElsewhere = wanted !== '*' && wanted !== owner;
          return isElsewhere || isMissing(host)
            ? [
                {
                  on,
                  path: `spec.egress.${index}.hosts.${at}`,
                  message: isElsewhere
                    ? `${host} is in ${owner} and not in ${wanted}: the entry imports nothing.`
                    : `There is no Service ${host}: the entry imports nothing.`,
                  help: isElsewhere ? `Write ${owner}/${host}.` : 'Correct the name.',
                },
              ]
            : [];
        }),
      ),
    );
  },
};
