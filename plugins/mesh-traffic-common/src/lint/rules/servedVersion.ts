import type { LintRule } from '../LintRule';

/** The API server knows the kind, but not in this version: the object is never stored. */
export const servedVersion: LintRule = {
  code: 'MT2001',
  severity: 'error',
  title: 'an API version that no server serves',
  source: 'istio manifests/charts/base/files/crd-all.gen.yaml',
  check: context =>
    context.world.refused.flatMap(({ object, reason }) => {
      const on = reason.startsWith('no matches for kind') ? context.object(object) : undefined;
      return on
        ? [
            {
              on,
              path: 'apiVersion',
              message: `${on.manifest.apiVersion} has no ${on.kind}: the API server refuses the object.`,
              help:
                on.kind === 'EnvoyFilter'
                  ? 'Write networking.istio.io/v1alpha3, the only version of EnvoyFilter.'
                  : `Write ${on.group}/v1.`,
            },
          ]
        : [];
    }),
};
