import { isForMesh, meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Any namespace may route for any host, for everybody. */
export const foreignVirtualService: LintRule = {
  code: 'MT2030',
  severity: 'warning',
  title: "a VirtualService for another namespace's service that holds for all callers",
  source: 'measured: a public VirtualService in a foreign namespace works for every caller',
  check: context =>
    context
      .istio('VirtualService')
      .filter(isForMesh)
      .flatMap(object =>
        meshHosts(object).flatMap((host, index) => {
          const [name, owner, kind] = host.split('.');
          const isPublic = !object.spec.exportTo?.length || object.spec.exportTo.includes('*');
          return kind === 'svc' && owner !== object.namespace && isPublic
            ? [
                {
                  on: object.on,
                  path: `spec.hosts.${index}`,
                  message: `It routes the calls of every namespace to ${name}, which belongs to ${owner}.`,
                  help: `Move it to ${owner}, or add exportTo: ["."] to let it hold for ${object.namespace} alone.`,
                },
              ]
            : [];
        }),
      ),
};
