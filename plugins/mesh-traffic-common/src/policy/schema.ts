import { z } from 'zod';
import * as fields from './fields';

/** The routing policy of one service: the document that every manifest follows from. */
export const routingPolicySchema = z.strictObject({
  apiVersion: z.literal('mesh-traffic/v1alpha1'),
  kind: z.literal('RoutingPolicy'),
  metadata: z.strictObject({
    name: z.string().describe('Name of the Kubernetes Service.'),
    namespace: z.string().describe('Its Kubernetes namespace.'),
    annotations: z
      .record(z.string(), z.string())
      .optional()
      .describe('For tools that read the file, for example config.kubernetes.io/local-config.'),
  }),
  spec: z.strictObject({
    service: fields.service,
    versions: fields.versions,
    callers: z
      .record(z.string(), fields.callerRule)
      .default({})
      .describe('Rules by calling namespace.'),
    otherCallers: fields.otherCallers,
    routes: fields.routes,
    exposure: fields.exposure,
    rateLimiting: fields.rateLimiting.optional(),
    accessControl: fields.accessControl.optional(),
    rollout: fields.rollout.optional(),
    monitoring: fields.monitoring.optional(),
    probes: fields.probes.optional(),
    retiring: fields.retiring,
    suppressions: fields.suppressions,
  }),
});

/** A parsed policy: valid by the schema, defaults filled in. */
export type RoutingPolicy = z.infer<typeof routingPolicySchema>;
