import type { LintRule } from '../LintRule';

/** Flagger logs a warning and goes on. */
export const twoCanariesOneTarget: LintRule = {
  code: 'MT2120',
  severity: 'error',
  title: 'two Canaries for one workload',
  source: 'flagger pkg/controller/scheduler.go; measured: neither ever promotes',
  check: context =>
    context.canaries.flatMap(one => {
      const inNamespace = context.canariesIn(one.namespace);
      const other = inNamespace
        .slice(0, inNamespace.indexOf(one))
        .find(({ target }) => target === one.target);
      return other
        ? [
            {
              on: one.on,
              path: 'spec.targetRef.name',
              message: `${other.on.name} rolls out ${one.target} too: each undoes the other's routes and scales the same pods, and nothing is ever promoted.`,
              help: 'One Canary per workload; a ring of its own needs a workload of its own.',
            },
          ]
        : [];
    }),
};
