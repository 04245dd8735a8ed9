import { z } from 'zod';
import { labels } from './fields/scalars';

/** Labels that bring a namespace into the mesh; beside one another Istio takes one and warns (IST0123). */
const JOINING_LABELS = ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'];

/** The policy of one namespace: whether it is in the mesh, and whether calls must be encrypted. */
export const namespacePolicySchema = z.strictObject({
  apiVersion: z.literal('mesh-traffic/v1alpha1'),
  kind: z.literal('NamespacePolicy'),
  metadata: z.strictObject({
    name: z.string().describe('Name of the namespace.'),
    namespace: z.string().optional().describe('The same name, where a tool insists on it.'),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.strictObject({
    injection: z
      .union([
        z.enum(['enabled', 'disabled']),
        z.strictObject({
          revision: z
            .string()
            .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
            .describe('Revision or tag of Istio.'),
        }),
      ])
      .optional()
      .describe(
        'Whether pods get a sidecar: enabled or disabled (istio-injection), or {revision} (istio.io/rev); never both labels.',
      ),
    mtls: z
      .enum(['PERMISSIVE', 'STRICT'])
      .optional()
      .describe(
        'PERMISSIVE takes plain text as well; STRICT refuses it. Absent: as the mesh says.',
      ),
    manageNamespace: z
      .boolean()
      .default(false)
      .describe(
        'Also write the Namespace object, which carries the injection label; protected against pruning and deletion.',
      ),
    labels: labels
      .refine(record => !JOINING_LABELS.some(key => Object.hasOwn(record, key)), {
        error:
          'A label here says whether the namespace is in the mesh, which injection says already.',
        params: { help: `Leave out ${JOINING_LABELS.join(', ')}; set injection.` },
      })
      .optional()
      .describe('Further labels of the Namespace object that we write.'),
  }),
});

/** A parsed namespace policy. */
export type NamespacePolicy = z.infer<typeof namespacePolicySchema>;
