import { isWildcard } from '../../simulate/hosts';
import { entryHosts } from '../destinations';
import { isForMesh, meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Said once for a host; the documents hold none of its pods' Services. */
export const serviceNotThere: LintRule = {
  code: 'MT2112',
  severity: 'info',
  title: 'routes for a Service that is not among the documents',
  source: 'Istio routes only to services that it knows',
  fromAbsence: true,
  check: context => {
    const seen = new Set<string>();
    return context
      .istio('VirtualService')
      .filter(isForMesh)
      .flatMap(object =>
        meshHosts(object).flatMap((host, index) => {
          const [name, namespace, kind] = host.split('.');
          const byFlagger = context.canariesIn(namespace).some(({ apex }) => apex === name);
          if (
            kind !== 'svc' ||
            isWildcard(host) ||
            seen.has(host) ||
            byFlagger ||
            context.service(host) ||
            entryHosts(context).has(host)
          ) {
            return [];
          }
          seen.add(host);
          return [
            {
              on: object.on,
              path: `spec.hosts.${index}`,
              message: `There is no Service ${name} in ${namespace} among the documents: pods, ports and versions behind it are not checked.`,
              help: 'Lint it together with its Service and workloads; the port needs a name like http.',
            },
          ];
        }),
      );
  },
};
