import type { LintRule } from '../LintRule';

/** The Services flip at every tick, and nothing is logged. */
export const twoCanariesOneService: LintRule = {
  code: 'MT2121',
  severity: 'error',
  title: 'two Canaries with one service name',
  source: 'measured: the three Services flip at every tick',
  check: context =>
    context.canaries.flatMap(one => {
      const inNamespace = context.canariesIn(one.namespace);
      const other = inNamespace
        .slice(0, inNamespace.indexOf(one))
        .find(({ apex, target }) => apex === one.apex && target !== one.target);
      return other
        ? [
            {
              on: one.on,
              path: 'spec.service.name',
              message: `${other.on.name} owns the Service ${one.apex} too: it points at one workload and then at the other.`,
              help: 'Give each Canary a service.name of its own.',
            },
          ]
        : [];
    }),
};
