import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';
import { isGatewayTemplate, isInjected, podTemplates } from '../podTemplates';

/** Connections of this user are the sidecar's own, and not led through it. */
const PROXY_USER = 1337;

export const runsAsProxyUser: LintRule = {
  code: 'MT2115',
  severity: 'error',
  title: 'a container that runs as the user of the sidecar',
  source: 'istio tools/istio-iptables, ProxyUID; istioctl analyze IST0144',
  check: context =>
    podTemplates(context)
      .filter(template => !isGatewayTemplate(template))
      .flatMap(template => {
        const { on, spec, containers } = template;
        const places = [
          { owner: spec, path: 'spec.template.spec' },
          ...containers
            .map((owner, index) => ({ owner, path: `spec.template.spec.containers.${index}` }))
            .filter(({ owner }) => field(owner, 'name') !== 'istio-proxy'),
        ];
        return places.flatMap(({ owner, path }) =>
          field(field(owner, 'securityContext'), 'runAsUser') === PROXY_USER &&
          isInjected(context, template)
            ? [
                {
                  on,
                  path: `${path}.securityContext.runAsUser`,
                  message: `${PROXY_USER} is the user of the sidecar: what runs as it calls past the sidecar, without routes, limits and mutual TLS.`,
                  help: 'Use another user.',
                },
              ]
            : [],
        );
      }),
};
