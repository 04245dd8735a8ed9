import { z } from 'zod';
import { count, dnsLabel, labels, portNumber } from './scalars';

const port = z.strictObject({
  name: dnsLabel.describe('Name of the port in the Kubernetes Service.'),
  number: portNumber.describe('Port of the Service, the one that callers use.'),
  protocol: z
    .enum(['http', 'http2', 'grpc', 'tcp'])
    .default('http')
    .describe('What is spoken on it. On tcp only versions, connection limits and access apply.'),
  targetPort: portNumber.optional().describe('Port of the pods, where it is another number.'),
});

/** The Kubernetes Service that the policy is about. */
export const service = z
  .strictObject({
    ports: z.array(port).min(1).max(50).describe('Ports that callers use.'),
    type: z
      .enum(['ClusterIP', 'Headless', 'ExternalName', 'ServiceEntry'])
      .default('ClusterIP')
      .describe('Only ClusterIP can be governed; the others are refused with the reason.'),
    workload: z
      .strictObject({
        labels: labels.describe(
          'Labels on every pod of the service that Flagger leaves alone, so not app or name. Limits and access are bound to them.',
        ),
        replicas: z
          .strictObject({ min: count, max: count })
          .optional()
          .describe('Fewest and most pods. Limits per pod are shown as a range over it.'),
      })
      .optional()
      .describe('The pods behind the service; required with rate limits, access and rollout.'),
  })
  .describe('The Kubernetes Service named by metadata.');
