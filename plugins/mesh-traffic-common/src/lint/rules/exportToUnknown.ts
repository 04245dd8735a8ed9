import type { LintRule } from '../LintRule';

/** Only said where the documents hold Namespaces at all. */
export const exportToUnknown: LintRule = {
  code: 'MT2006',
  severity: 'warning',
  title: 'an exportTo that names a namespace that is not there',
  source: 'Kiali KIA0005',
  fromAbsence: true,
  check: context => {
    const known = new Set(context.ofKind('Namespace', '').map(({ name }) => name));
    return (['VirtualService', 'DestinationRule', 'ServiceEntry'] as const).flatMap(kind =>
      context.istio(kind).flatMap(({ on, spec, namespace }) =>
        (spec.exportTo ?? []).flatMap((name, index) =>
          known.size > 0 && /^[a-z0-9]/.test(name) && name !== namespace && !known.has(name)
            ? [
                {
                  on,
                  path: `spec.exportTo.${index}`,
                  message: `There is no namespace ${name} among the documents: nobody there gets this.`,
                  help: 'Correct the name.',
                },
              ]
            : [],
        ),
      ),
    );
  },
};
