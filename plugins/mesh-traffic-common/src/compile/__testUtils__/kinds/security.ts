import { z } from 'zod';
import { kind, label, labels } from './common';

const names = z.array(label).min(1);
const texts = z.array(z.string().min(1)).min(1);

const source = z.union([
  z.strictObject({ namespaces: names, notPrincipals: texts.optional() }),
  z.strictObject({ notNamespaces: names }),
  z.strictObject({ principals: texts }),
]);

const operation = z.strictObject({
  ports: texts.optional(),
  notPorts: texts.optional(),
  paths: texts.optional(),
});

const selector = z.strictObject({ matchLabels: labels });

export const authorizationPolicy = kind('security.istio.io/v1', 'AuthorizationPolicy', {
  spec: z.strictObject({
    selector,
    action: z.enum(['ALLOW', 'DENY']),
    rules: z.array(
      z.strictObject({
        from: z.array(z.strictObject({ source })).min(1).optional(),
        to: z.tuple([z.strictObject({ operation })]).optional(),
      }),
    ),
  }),
});

export const peerAuthentication = kind('security.istio.io/v1', 'PeerAuthentication', {
  spec: z
    .strictObject({
      selector: selector.optional(),
      mtls: z.strictObject({ mode: z.enum(['STRICT', 'PERMISSIVE']) }),
      portLevelMtls: z
        .record(z.string().regex(/^\d+$/), z.strictObject({ mode: z.literal('PERMISSIVE') }))
        .optional(),
    })
    .refine(spec => spec.selector || !spec.portLevelMtls),
});

export const telemetry = kind('telemetry.istio.io/v1', 'Telemetry', {
  spec: z.strictObject({
    selector,
    metrics: z.tuple([
      z.strictObject({
        providers: z.tuple([z.strictObject({ name: z.literal('prometheus') })]),
        overrides: z.tuple([
          z.strictObject({
            match: z.strictObject({
              metric: z.literal('REQUEST_COUNT'),
              mode: z.literal('SERVER'),
            }),
            tagOverrides: z.record(
              z.string(),
              z.strictObject({ operation: z.literal('UPSERT'), value: z.string() }),
            ),
          }),
        ]),
      }),
    ]),
  }),
});
