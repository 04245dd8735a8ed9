import type { LintRule } from '../LintRule';

/** Flagger writes these objects itself and reverts what is changed. */
export const ownedByFlagger: LintRule = {
  code: 'MT2128',
  severity: 'error',
  title: 'an object that Flagger owns',
  source:
    'flagger pkg/router; measured: any rewrite sets the weights back and starts the analysis again',
  check: context =>
    context.objects.flatMap(on => {
      const canary = context.canariesIn(on.namespace).find(({ apex, target }) => {
        const names = new Map([
          ['VirtualService', [apex]],
          ['DestinationRule', [`${apex}-primary`, `${apex}-canary`]],
          ['Service', [`${apex}-primary`, `${apex}-canary`]],
          ['Deployment', [`${target}-primary`]],
        ]);
        return names.get(on.kind)?.includes(on.name) ?? false;
      });
      return canary
        ? [
            {
              on,
              path: 'metadata.name',
              message: `Flagger writes this ${on.kind} for the Canary ${canary.on.name}: two owners undo each other, and every correction restarts the release.`,
              help: 'Remove it from the repository.',
            },
          ]
        : [];
    }),
};
