import type { LintRule } from '../LintRule';

const REPLACE_AND_INSERT = ['REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'];

/** Operations that Istio passes over, by what they are for. */
const PASSED_OVER = new Map([
  ['ROUTE_CONFIGURATION', [...REPLACE_AND_INSERT, 'ADD', 'REMOVE']],
  ['VIRTUAL_HOST', ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST']],
  ['HTTP_ROUTE', ['REPLACE']],
  ['CLUSTER', REPLACE_AND_INSERT],
]);

/** Neither the API server nor the webhook refuses it. */
export const patchIgnored: LintRule = {
  code: 'MT2071',
  severity: 'error',
  title: 'a patch that Istio passes over',
  source: 'istio/api envoy_filter.proto, Operation; istioctl analyze IST0152, IST0153, IST0154',
  check: context =>
    context.istio('EnvoyFilter').flatMap(({ on, spec }) =>
      (spec.configPatches ?? []).flatMap(({ applyTo = '', patch }, index) =>
        PASSED_OVER.get(applyTo)?.includes(patch?.operation ?? '')
          ? [
              {
                on,
                path: `spec.configPatches.${index}.patch.operation`,
                message: `${patch?.operation} does nothing to a ${applyTo}: the patch is passed over without a word.`,
                help:
                  applyTo === 'ROUTE_CONFIGURATION' ? 'Use MERGE.' : 'Use MERGE, ADD or REMOVE.',
              },
            ]
          : [],
      ),
    ),
};
