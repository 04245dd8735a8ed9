import { readServices } from '../../simulate/services';
import type { LintRule } from '../LintRule';

/** Where gateways tell whether they are well: no call of an application comes there. */
const STATUS_PORT = 15021;

/** Istio then looks at the first bytes, and waits for them. */
export const portWithoutProtocol: LintRule = {
  code: 'MT2110',
  severity: 'warning',
  title: 'a Service port that does not name its protocol',
  source: 'Istio protocol selection; istioctl analyze IST0118; Kiali KIA0601',
  check: context =>
    context.ofKind('Service', '').flatMap(on => {
      const [service] = readServices([on.manifest], []).values();
      return (service?.ports ?? []).flatMap(({ number, isDetected, target }, index) =>
        isDetected && target !== STATUS_PORT
          ? [
              {
                on,
                path: `spec.ports.${index}`,
                message: `Port ${number} names no protocol: Istio guesses, and rules for HTTP hold only if it guesses right.`,
                help: 'Begin its name with what it speaks (http, grpc, tcp ...), or set appProtocol: http.',
              },
            ]
          : [],
      );
    }),
};
