import { firstByNamespace } from '../firstByNamespace';
import type { LintRule } from '../LintRule';

/** Of two for a namespace the older one counts. */
export const twoPeerAuthentications: LintRule = {
  code: 'MT2092',
  severity: 'warning',
  title: 'two PeerAuthentications for one namespace',
  source: 'measured: the older one counts',
  check: context => {
    const wide = context
      .istio('PeerAuthentication')
      .filter(({ spec }) => !Object.keys(spec.selector?.matchLabels ?? {}).length);
    const first = firstByNamespace(wide);
    return wide.flatMap(one => {
      const other = first.get(one.namespace);
      return other && other !== one
        ? [
            {
              on: one.on,
              path: 'spec.mtls',
              message: `${other.name} is for all of ${one.namespace} too: only the older of the two counts, and creation times are not in the repository.`,
              help: 'Keep one.',
            },
          ]
        : [];
    });
  },
};
