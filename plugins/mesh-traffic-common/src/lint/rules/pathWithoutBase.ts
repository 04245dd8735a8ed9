import type { LintRule } from '../LintRule';

/** `/api/*` is a prefix with its slash. */
export const pathWithoutBase: LintRule = {
  code: 'MT2093',
  severity: 'info',
  title: 'a path /x/* without /x',
  source: 'measured: /api/* does not match /api',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, spec }) =>
      (spec.rules ?? []).flatMap((rule, index) =>
        (rule.to ?? []).flatMap(({ operation }, at) =>
          (['paths', 'notPaths'] as const).flatMap(field =>
            (operation?.[field] ?? []).flatMap((path, place) =>
              /^\/.+\/\*$/.test(path) && !operation?.[field]?.includes(path.slice(0, -2))
                ? [
                    {
                      on,
                      path: `spec.rules.${index}.to.${at}.operation.${field}.${place}`,
                      message: `${path} does not match ${path.slice(0, -2)} itself.`,
                      help: `Add ${path.slice(0, -2)} if it is meant too.`,
                    },
                  ]
                : [],
            ),
          ),
        ),
      ),
    ),
};
