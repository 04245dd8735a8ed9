import { gatewayWorkloads, podsOf } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** Only said where a gateway's workload is here that no Gateway selects, with another value of the same labels. */
export const gatewaySelectsNothing: LintRule = {
  code: 'MT2160',
  severity: 'warning',
  title: 'a Gateway whose selector no gateway workload matches',
  source: 'istioctl analyze IST0101; Kiali KIA0302',
  fromAbsence: true,
  check: context => {
    const selected = new Set(context.istio('Gateway').flatMap(each => podsOf(context, each)));
    const left = gatewayWorkloads(context).filter(workload => !selected.has(workload));
    return context.istio('Gateway').flatMap(object => {
      const selector = Object.entries(object.spec.selector ?? {});
      const meant = left.find(({ labels }) => selector.every(([key]) => labels[key] !== undefined));
      return selector.length > 0 && meant && podsOf(context, object).length === 0
        ? [
            {
              on: object.on,
              path: 'spec.selector',
              message: `No workload has ${selector.map(pair => pair.join(': ')).join(', ')}, so nothing is served; ${meant.name} in ${meant.namespace} has ${selector.map(([key]) => `${key}: ${meant.labels[key]}`).join(', ')}.`,
              help: 'Use labels that the pods of the gateway have.',
            },
          ]
        : [];
    });
  },
};
