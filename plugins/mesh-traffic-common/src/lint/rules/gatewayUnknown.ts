import type { LintRule } from '../LintRule';

/** Only said where the documents hold Gateways at all. */
export const gatewayUnknown: LintRule = {
  code: 'MT2031',
  severity: 'warning',
  title: 'a gateway that is not there',
  source: 'istioctl analyze IST0101; Kiali KIA1102',
  fromAbsence: true,
  check: context => {
    const gateways = new Set(
      context
        .ofKind('Gateway', 'networking.istio.io')
        .map(each => `${each.namespace}/${each.name}`),
    );
    return context.istio('VirtualService').flatMap(({ on, spec, namespace }) =>
      (spec.gateways ?? []).flatMap((gateway, index) => {
        const full = gateway.includes('/')
          ? gateway.replace(/^\.\//, `${namespace}/`)
          : `${namespace}/${gateway}`;
        return gateway !== 'mesh' && gateways.size > 0 && !gateways.has(full)
          ? [
              {
                on,
                path: `spec.gateways.${index}`,
                message: `There is no Gateway ${full} among the documents: nothing is served there.`,
                help: 'Correct the name; without a namespace it means the VirtualService’s own.',
              },
            ]
          : [];
      }),
    );
  },
};
