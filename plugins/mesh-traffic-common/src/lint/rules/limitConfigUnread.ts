import { loadYaml } from '../../kubernetes/loadYaml';
import { isRecord } from '../../policy/path';
import type { LintRule } from '../LintRule';

/** The configuration of a rate limit service, which only a filter with the same domain asks. */
export const limitConfigUnread: LintRule = {
  code: 'MT2064',
  severity: 'warning',
  title: 'limits in a ConfigMap that nothing reads',
  source: 'envoyproxy/ratelimit configuration; envoy RateLimit.domain',
  fromAbsence: true,
  check: context => {
    const filters = () =>
      context.once('filters as text', () =>
        JSON.stringify(
          context.ofKind('EnvoyFilter', 'networking.istio.io').map(({ manifest }) => manifest.spec),
        ),
      );
    return context.ofKind('ConfigMap', '').flatMap(on => {
      const data = isRecord(on.manifest.data) ? on.manifest.data : {};
      return Object.entries(data).flatMap(([file, content]) => {
        const value =
          typeof content === 'string' && /^\s*domain:/m.test(content)
            ? loadYaml(content).documents[0]?.value
            : undefined;
        const domain =
          isRecord(value) && Array.isArray(value.descriptors) ? value.domain : undefined;
        return typeof domain === 'string' &&
          !filters().includes(`"domain":${JSON.stringify(domain)}`)
          ? [
              {
                on,
                path: `data[${JSON.stringify(file)}]`,
                message: `It is the configuration of a rate limit service, and no filter asks for the domain ${domain}: the limits do nothing.`,
                help: 'Add an envoy.filters.http.ratelimit filter with this domain and the service, or use local limits.',
              },
            ]
          : [];
      });
    });
  },
};
