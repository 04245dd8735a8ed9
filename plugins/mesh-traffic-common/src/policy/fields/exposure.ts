import { z } from 'zod';
import { destinationFields } from './callerRule';
import { circuitBreaker } from './circuitBreaker';
import { rateLimit } from './rateLimit';
import { dnsLabel, portNumber } from './scalars';

const GATEWAY = /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const HOST = /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Calls that come in through gateways. */
export const exposure = z
  .array(
    z.strictObject({
      name: dnsLabel.optional().describe('Name of the entry; without it its place in the list.'),
      gateway: z
        .string()
        .refine(text => GATEWAY.test(text) && text !== 'mesh', {
          error: 'This is no gateway.',
          params: { help: 'Write <namespace>/<name> of the Istio Gateway.' },
        })
        .describe('Istio Gateway, as <namespace>/<name>.'),
      hosts: z
        .array(
          z.string().refine(text => HOST.test(text) && text.length <= 253, {
            error: 'This is no host name.',
            params: { help: 'Write a full host name such as www.example.com or *.example.com.' },
          }),
        )
        .min(1)
        .describe('Host names that the gateway serves for this service.'),
      namespace: dnsLabel
        .optional()
        .describe("Namespace of the gateway's pods, for its rate limit; by default the Gateway's."),
      port: portNumber
        .optional()
        .describe('Port of the service that the gateway calls; by default its first HTTP port.'),
      access: z.literal('allow').default('allow').describe('To close it, remove the entry.'),
      ...destinationFields,
      circuitBreaker: circuitBreaker.optional(),
      rateLimit: rateLimit.optional(),
    }),
  )
  .max(50)
  .default([])
  .describe(
    'Calls through gateways, with the fields of a caller. Without it calls through gateways are not governed.',
  );
