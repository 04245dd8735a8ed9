import type { LintRule } from '../LintRule';

/** Served still, so no fault; the storage version is v1. */
export const oldVersion: LintRule = {
  code: 'MT2004',
  severity: 'info',
  title: 'an API version that is served and no longer the preferred one',
  source: 'istio manifests/charts/base/files/crd-all.gen.yaml',
  check: context =>
    context.objects
      .filter(
        ({ manifest, kind }) =>
          /^(networking|security)\.istio\.io\/v1(beta1|alpha3)$/.test(manifest.apiVersion) &&
          !['EnvoyFilter', 'ProxyConfig'].includes(kind),
      )
      .map(on => ({
        on,
        path: 'apiVersion',
        message: `${on.manifest.apiVersion} still works; Istio stores v1.`,
        help: `Write ${on.group}/v1 when you next change it.`,
      })),
};
