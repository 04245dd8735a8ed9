import type { LintRule } from '../LintRule';

/** A GitOps tool that loses sight of the folder deletes the namespace with everything in it. */
export const namespaceCanBePruned: LintRule = {
  code: 'MT2103',
  severity: 'info',
  title: 'a Namespace that a GitOps tool may delete',
  source: 'Argo CD sync options Prune and Delete; Flux kustomize.toolkit.fluxcd.io/prune',
  check: context =>
    context.ofKind('Namespace', '').flatMap(on => {
      const options = on.annotations['argocd.argoproj.io/sync-options'] ?? '';
      const isSafe =
        (/Prune=false/.test(options) && /Delete=false/.test(options)) ||
        on.annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
      return isSafe
        ? []
        : [
            {
              on,
              path: 'metadata.annotations',
              message:
                'If its file is moved or left out of the kustomization, the namespace and all that is in it can be deleted.',
              help: 'Annotate it with argocd.argoproj.io/sync-options: Prune=false,Delete=false or kustomize.toolkit.fluxcd.io/prune: disabled.',
            },
          ];
    }),
};
