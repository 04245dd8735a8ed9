import { AMBIENT_LABEL } from '../../simulate/workloads';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';
import { podTemplates } from '../podTemplates';

const ALLOCATE = 'networking.istio.io/enable-autoallocate-ip';

/** Silent where anything speaks for addresses that Istio gives by itself: a label, DNS capture, ambient mode. */
export const tcpPortWithoutAddress: LintRule = {
  code: 'MT2170',
  severity: 'warning',
  title: 'a TCP port of a ServiceEntry without addresses',
  source: 'istio pilot/pkg/networking/core/listener.go; istioctl analyze IST0134',
  check: context =>
    capturesDns(context)
      ? []
      : context.istio('ServiceEntry').flatMap(({ on, spec }) => {
          const { addresses = [], ports = [], resolution = 'NONE' } = spec;
          return ports.flatMap(({ number, protocol = 'TCP' }, index) =>
            addresses.length === 0 &&
            resolution !== 'NONE' &&
            on.labels[ALLOCATE] !== 'true' &&
            protocol.toUpperCase() === 'TCP'
              ? [
                  {
                    on,
                    path: `spec.ports.${index}`,
                    message: `TCP tells no host, and without addresses nothing else does: sidecars send every connection to port ${number}, of any host, to this one.`,
                    help: 'Add addresses, or let Istio give some (DNS capture); for TLS write protocol: TLS.',
                  },
                ]
              : [],
          );
        }),
};

/** With it a sidecar answers names with addresses of its own, by which it tells hosts apart. */
function capturesDns(context: LintContext): boolean {
  return context.once('captures DNS', () => {
    const configs = [
      ...context.ofKind('ConfigMap', '').map(({ manifest }) => manifest.data),
      ...context.ofKind('ProxyConfig', 'networking.istio.io').map(({ manifest }) => manifest.spec),
      ...context.ofKind('IstioOperator', 'install.istio.io').map(({ manifest }) => manifest.spec),
      ...context.ofKind('Istio', 'sailoperator.io').map(({ manifest }) => manifest.spec),
      ...podTemplates(context).map(({ annotations }) => annotations['proxy.istio.io/config']),
    ];
    return (
      context.ofKind('Namespace', '').some(({ labels }) => labels[AMBIENT_LABEL] === 'ambient') ||
      configs.some(config => JSON.stringify(config ?? '').includes('ISTIO_META_DNS_CAPTURE'))
    );
  });
}
