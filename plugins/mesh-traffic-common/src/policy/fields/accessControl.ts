import { z } from 'zod';
import { isDns1123Label } from '../../kubernetes/names';
import { dnsLabel, portNumber } from './scalars';

/** `<trust domain>/ns/<namespace>/sa/<service account>`, with or without `spiffe://`. */
const PRINCIPAL = /^[A-Za-z0-9][-A-Za-z0-9._]*\/ns\/[a-z0-9][-a-z0-9]*\/sa\/[a-z0-9][-a-z0-9.]*$/;

/** The namespace that a principal is of; empty when it names none. */
export function namespaceOfPrincipal(text: string): string {
  return /\/ns\/([^/]+)\/sa\//.exec(text)?.[1] ?? '';
}

const principal = z
  .string()
  .transform(text => text.replace(/^spiffe:\/\//, ''))
  .refine(text => PRINCIPAL.test(text), {
    error: 'This is no principal.',
    params: {
      help: 'Write <trust domain>/ns/<namespace>/sa/<service account>, for example cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account.',
    },
  });

/** A plain text is a namespace, or a principal when it has the form of one. */
function readEntry(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return isDns1123Label(value) ? { namespace: value } : { principal: value };
}

const entry = z.preprocess(
  readEntry,
  z
    .strictObject({
      namespace: dnsLabel.optional().describe('Everything in this namespace.'),
      principal: principal.optional().describe('One identity.'),
      ports: z.array(portNumber).min(1).optional().describe('Only these ports of the pods.'),
      paths: z
        .array(z.string().startsWith('/').max(1024))
        .min(1)
        .optional()
        .describe('Only these paths; /api/* does not cover /api.'),
      purpose: z.string().max(500).optional().describe('Why, for people.'),
    })
    .refine(value => !(value.namespace && value.principal), {
      error: 'An entry names a namespace or a principal, not both.',
      params: { help: 'Make two entries of it.' },
    })
    .refine(value => value.namespace || value.principal || value.ports, {
      error: 'This would let everybody in.',
      params: {
        help: 'Name a namespace or a principal, or ports that everybody may reach, also without a sidecar.',
      },
    }),
);

/** Who may call at all. */
export const accessControl = z
  .strictObject({
    mode: z
      .enum(['observe', 'enforce'])
      .default('observe')
      .describe('observe only counts what would be refused; enforce answers 403.'),
    gateways: z.array(principal).default([]).describe('Principals of the gateways that may call.'),
    also: z
      .array(entry)
      .default([])
      .describe(
        'Others that may call: load tester, scrapers. A namespace, a principal, or an object with namespace or principal, ports and paths.',
      ),
    explicitDeny: z
      .boolean()
      .default(false)
      .describe(
        'Also refuse denied namespaces by a DENY policy, which wins over any ALLOW that somebody else adds.',
      ),
  })
  .describe('Who may call: namespaces with access: allow, these gateways and these others.');
