import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Only a name without any dot is completed. */
export const dottedHost: LintRule = {
  code: 'MT2019',
  severity: 'error',
  title: 'a host like backend.shop, which names no service of the mesh',
  source: 'istio ResolveShortnameToFQDN; measured: "backend.shop" does nothing',
  check: context => {
    const isHalf = (host: string) => {
      const parts = host.split('.');
      const looksLikeService =
        (parts.length === 2 || (parts.length === 3 && parts[2] === 'svc')) && !host.startsWith('*');
      return looksLikeService && context.callers.includes(parts[1]);
    };
    const message = (host: string) =>
      `"${host}" is taken as it stands and names no service: only a name without a dot is completed.`;
    const help = (host: string) =>
      `Write ${host.split('.').slice(0, 2).join('.')}.svc.cluster.local.`;
    return [
      ...context
        .istio('VirtualService')
        .flatMap(({ on, spec }) =>
          (spec.hosts ?? []).flatMap((host, index) =>
            isHalf(host)
              ? [{ on, path: `spec.hosts.${index}`, message: message(host), help: help(host) }]
              : [],
          ),
        ),
      ...httpRules(context).flatMap(({ object: { on }, rule, path }) =>
        [
          ...(rule.route ?? []).map(({ destination }, index) => ({
            host: destination.host,
            at: `${path}.route.${index}.destination.host`,
          })),
          ...(rule.mirror ? [{ host: rule.mirror.host, at: `${path}.mirror.host` }] : []),
          ...(rule.mirrors ?? []).flatMap(({ destination }, index) =>
            destination
              ? [{ host: destination.host, at: `${path}.mirrors.${index}.destination.host` }]
              : [],
          ),
        ].flatMap(({ host, at }) =>
          isHalf(host) ? [{ on, path: at, message: message(host), help: help(host) }] : [],
        ),
      ),
      ...context
        .istio('DestinationRule')
        .flatMap(({ on, spec: { host } }) =>
          isHalf(host) ? [{ on, path: 'spec.host', message: message(host), help: help(host) }] : [],
        ),
    ];
  },
};
