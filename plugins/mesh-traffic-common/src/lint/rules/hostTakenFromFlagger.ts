import { meshHosts } from '../httpRules';
import type { LintRule } from '../LintRule';

/** An older VirtualService keeps the host, and Flagger's weights are never used. */
export const hostTakenFromFlagger: LintRule = {
  code: 'MT2127',
  severity: 'error',
  title: 'a VirtualService for a host that a Canary routes',
  source: 'istio httproute.go; flagger pkg/router/istio.go; measured: the canary gets no traffic',
  check: context =>
    context.istio('VirtualService').flatMap(object =>
      meshHosts(object).flatMap((host, index) => {
        const [, owner] = host.split('.');
        const canary = context
          .canariesIn(owner ?? '')
          .find(({ apexHost, delegation }) => apexHost === host && !delegation);
        return canary && !(object.name === canary.apex && object.namespace === canary.namespace)
          ? [
              {
                on: object.on,
                path: `spec.hosts.${index}`,
                message: `Flagger makes a VirtualService for ${host} too (Canary ${canary.on.name}): the older of the two counts, and the new version gets no calls through this one.`,
                help: 'Set service.delegation on the Canary and delegate to it, or move these settings into the Canary.',
              },
            ]
          : [];
      }),
    ),
};
