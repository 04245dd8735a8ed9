import { field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

const KNOWN = /^(http|http2|https|grpc|grpc-web|tcp|tls|mongo|mysql|redis|udp)(-.*)?$/i;

/** Istio then looks at the first bytes, and waits for them. */
export const portWithoutProtocol: LintRule = {
  code: 'MT2110',
  severity: 'warning',
  title: 'a Service port that does not name its protocol',
  source: 'Istio protocol selection; istioctl analyze IST0118; Kiali KIA0601',
  check: context =>
    context.ofKind('Service', '').flatMap(on =>
      items(field(on.manifest.spec, 'ports')).flatMap((port, index) =>
        KNOWN.test(String(field(port, 'name') ?? '')) || field(port, 'appProtocol') !== undefined
          ? []
          : [
              {
                on,
                path: `spec.ports.${index}`,
                message: `Port ${String(field(port, 'port'))} names no protocol: Istio guesses, and rules for HTTP hold only if it guesses right.`,
                help: 'Name the port http, or set appProtocol: http.',
              },
            ],
      ),
    ),
};
