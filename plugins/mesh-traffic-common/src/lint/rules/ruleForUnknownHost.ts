import { resolveHost } from '../../simulate/hosts';
import type { LintRule } from '../LintRule';
import { missingServices } from './destinationUnknown';

/** Only said where the documents hold Services of that namespace. */
export const ruleForUnknownHost: LintRule = {
  code: 'MT2056',
  severity: 'warning',
  title: 'a DestinationRule for a host that no Service among the documents has',
  source: 'Kiali KIA0202; istioctl analyze IST0101',
  fromAbsence: true,
  check: context => {
    const isMissing = missingServices(context);
    return context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const host = resolveHost(spec.host, namespace);
      return isMissing(host)
        ? [
            {
              on,
              path: 'spec.host',
              message: `There is no Service ${host}: the rule does nothing.`,
              help: 'Correct the host, or add the Service.',
            },
          ]
        : [];
    });
  },
};
