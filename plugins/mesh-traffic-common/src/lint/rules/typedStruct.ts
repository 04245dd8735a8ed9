import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** Accepted, but Istio cannot look into it. */
export const typedStruct: LintRule = {
  code: 'MT2063',
  severity: 'info',
  title: 'a TypedStruct that hides a configuration from validation',
  source: 'istio pkg/config/validation/envoyfilter',
  check: context =>
    limitsOf(context)
      .filter(({ isWrapped }) => isWrapped)
      .map(({ on, path }) => ({
        on,
        path: `${path}.typed_config`,
        message:
          'Inside a TypedStruct Istio checks no field: a misspelling is only found by Envoy.',
        help: 'Use the @type of the filter itself.',
      })),
};
