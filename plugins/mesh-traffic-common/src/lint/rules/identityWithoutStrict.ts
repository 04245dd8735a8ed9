import type { LintRule } from '../LintRule';
import { mtlsModesOf } from '../mtlsModesOf';

/** Fields of a source that are read from a certificate; `requestPrincipals` come with a token. */
const IDENTITY_FIELD = /^(not)?(namespaces|principals|serviceAccounts)$/i;
const IDENTITY_KEYS = new Set(['source.namespace', 'source.principal', 'source.serviceAccount']);

/** Namespaces and principals are read from the caller's certificate; PERMISSIVE also takes calls without one. */
export const identityWithoutStrict: LintRule = {
  code: 'MT2080',
  severity: 'warning',
  title: 'access by identity where mutual TLS is not required',
  source: 'istio authz/model/generator.go; Kiali KIA0105',
  check: context => {
    return context.istio('AuthorizationPolicy').flatMap(policy => {
      const { on, spec } = policy;
      const byIdentity = (spec.rules ?? []).some(
        rule =>
          rule.from?.some(({ source }) =>
            Object.keys(source ?? {}).some(key => IDENTITY_FIELD.test(key)),
          ) || rule.when?.some(({ key }) => IDENTITY_KEYS.has(key)),
      );
      if (!byIdentity) {
        return [];
      }
      return mtlsModesOf(context, policy).includes('PERMISSIVE')
        ? [
            {
              on,
              path: 'spec.rules',
              message:
                'Nothing requires mutual TLS here: calls without identity arrive too, an ALLOW rule never matches them and a DENY rule by "not" always does.',
              help: 'Add a PeerAuthentication with mode STRICT once every caller has a sidecar.',
            },
          ]
        : [];
    });
  },
};
