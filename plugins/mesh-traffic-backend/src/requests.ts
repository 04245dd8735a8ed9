import { z } from 'zod';

const entityRef = z
  .string()
  .max(400)
  .regex(/^[a-zA-Z][\w.-]*:[\w.-]+\/[\w.-]+$/, 'write <kind>:<namespace>/<name>');
const label = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'write a DNS-1123 label: lower case letters, digits, "-"',
  );
const sha = z.string().regex(/^[0-9a-f]{40}$/, 'write the 40 hex digits of a Git object');

/** Most days of traffic that one question covers. */
const MAX_WINDOW_SECONDS = 7 * 24 * 3600;

/** The part of a body that names a service itself. */
export const policyRefBody = z.object({
  policyRef: z.object({ mesh: label, namespace: label, service: label }),
});

const target = z.union([z.object({ entityRef, mesh: label.optional() }), policyRefBody]);

const base = z.object({
  commit: sha,
  policyBlob: sha.nullable(),
  pullRequest: z.int().positive().optional(),
});

const patch = z.record(z.string(), z.unknown());

/** Query of `GET /v1/policy`. */
export const policyQuery = z.object({ entityRef, mesh: label.optional() });

/** Path and query of `GET /v1/policies/:namespace/:service`. */
export const policyRefQuery = z.object({ mesh: label, namespace: label, service: label });

/** Query of `GET /v1/traffic`. */
export const trafficQuery = z.object({
  entityRef,
  mesh: label.optional(),
  windowSeconds: z.coerce.number().int().min(60).max(MAX_WINDOW_SECONDS).optional(),
});

/** Body of `POST /v1/policies/preview`. */
export const previewBody = z.intersection(target, z.object({ base: base.optional(), patch }));

/** Body of `POST /v1/policies/propose`. */
export const proposeBody = z.intersection(
  target,
  z.object({
    base,
    patch,
    driftAck: z.array(sha).max(200).optional(),
    note: z.string().max(2000).optional(),
    draft: z.boolean().optional(),
  }),
);
