import type { LintRule } from '../LintRule';

/** Fields of one source are ANDed, sources of one `from` are ORed. */
export const sourceFieldsBothHold: LintRule = {
  code: 'MT2082',
  severity: 'info',
  title: 'namespaces and principals in one source',
  source: 'measured: namespaces and principals in one source are ANDed',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, spec }) =>
      (spec.rules ?? []).flatMap((rule, index) =>
        (rule.from ?? []).flatMap(({ source }, at) =>
          source?.namespaces?.length && source.principals?.length
            ? [
                {
                  on,
                  path: `spec.rules.${index}.from.${at}.source`,
                  message:
                    'Both have to hold: a caller from the namespace with another service account is refused.',
                  help: 'Keep principals alone, or make two sources if either is enough.',
                },
              ]
            : [],
        ),
      ),
    ),
};
