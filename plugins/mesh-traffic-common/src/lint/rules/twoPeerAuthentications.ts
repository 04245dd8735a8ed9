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
    return wide.flatMap((one, index) => {
      const other = wide.slice(0, index).find(each => each.namespace === one.namespace);
      return other
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
