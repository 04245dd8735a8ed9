import type { LintRule } from '../LintRule';

/** The root namespace's EnvoyFilters hold for every namespace. */
export const limitInRootNamespace: LintRule = {
  code: 'MT2062',
  severity: 'warning',
  title: 'an EnvoyFilter in the root namespace',
  source: 'measured: it reaches pods with these labels everywhere',
  check: context =>
    context
      .ofKind('EnvoyFilter', 'networking.istio.io')
      .filter(({ namespace }) => namespace === context.world.rootNamespace)
      .map(on => ({
        on,
        path: 'metadata.namespace',
        message: `In ${on.namespace} it also changes the pods with these labels in every other namespace, those of other teams included.`,
        help: 'Move it to the namespace of the pods that are meant.',
      })),
};
