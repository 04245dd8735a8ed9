import { destinations } from '../destinations';
import type { LintRule } from '../LintRule';

/** A cluster exists for each port of a Service, and for no other. */
export const destinationPortUnknown: LintRule = {
  code: 'MT2036',
  severity: 'error',
  title: 'a destination port that the Service does not have',
  source: 'istio pilot/pkg/networking/core/cluster.go: one cluster per port of the Service; 503 NC',
  check: context =>
    destinations(context).flatMap(({ object: { on }, host, destination, path }) => {
      const service = context.service(host);
      const wanted = destination.port?.number;
      return wanted && service && !service.ports.some(({ number }) => number === wanted)
        ? [
            {
              on,
              path: `${path}.port.number`,
              message: `${host} has no port ${wanted}: what is sent there fails (NC).`,
              help: `Write the Service's port (${service.ports.map(({ number }) => number).join(', ') || 'it has none'}), not the pods'.`,
            },
          ]
        : [];
    }),
};
