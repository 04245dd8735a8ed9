import type { LintRule } from '../LintRule';

/** Only said where the documents hold Namespaces at all. */
export const namespaceUnknown: LintRule = {
  code: 'MT2089',
  severity: 'warning',
  title: 'a namespace that is not there',
  source: 'Kiali KIA0101; istioctl analyze IST0101',
  fromAbsence: true,
  check: context => {
    const known = new Set(context.ofKind('Namespace', '').map(({ name }) => name));
    const isMissing = (name: string) => known.size > 0 && !name.includes('*') && !known.has(name);
    const finding = (name: string) => ({
      message: `There is no namespace ${name} among the documents: the condition never holds.`,
      help: 'Correct the name.',
    });
    return [
      ...context.istio('AuthorizationPolicy').flatMap(({ on, spec }) =>
        (spec.rules ?? []).flatMap((rule, index) =>
          (rule.from ?? []).flatMap(({ source }, at) =>
            (source?.namespaces ?? []).flatMap((name, place) =>
              isMissing(name)
                ? [
                    {
                      on,
                      path: `spec.rules.${index}.from.${at}.source.namespaces.${place}`,
                      ...finding(name),
                    },
                  ]
                : [],
            ),
          ),
        ),
      ),
      ...context.istio('VirtualService').flatMap(({ on, spec }) =>
        (spec.http ?? []).flatMap((rule, index) =>
          (rule.match ?? []).flatMap(({ sourceNamespace }, at) =>
            sourceNamespace && isMissing(sourceNamespace)
              ? [
                  {
                    on,
                    path: `spec.http.${index}.match.${at}.sourceNamespace`,
                    ...finding(sourceNamespace),
                  },
                ]
              : [],
          ),
        ),
      ),
    ];
  },
};
