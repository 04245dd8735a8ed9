import { destinations } from '../destinations';
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
    const places = [
      ...context
        .istio('VirtualService')
        .flatMap(({ on, spec }) =>
          (spec.hosts ?? []).map((host, index) => ({ on, host, path: `spec.hosts.${index}` })),
        ),
      ...destinations(context).map(({ object: { on }, destination: { host }, path }) => ({
        on,
        host,
        path: `${path}.host`,
      })),
      ...context
        .istio('DestinationRule')
        .map(({ on, spec: { host } }) => ({ on, host, path: 'spec.host' })),
    ];
    return places
      .filter(({ host }) => isHalf(host))
      .map(({ on, host, path }) => ({
        on,
        path,
        message: `"${host}" is taken as it stands and names no service: only a name without a dot is completed.`,
        help: `Write ${host.split('.').slice(0, 2).join('.')}.svc.cluster.local.`,
      }));
  },
};
