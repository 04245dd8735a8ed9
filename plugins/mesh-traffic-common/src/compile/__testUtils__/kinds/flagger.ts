import { z } from 'zod';
import { count, duration, kind, label, labels, port, subdomain } from './common';

const percent = z.int().min(1).max(100);
/** The pattern of Flagger's CRD; Prometheus takes no fractions either. */
const interval = z.string().regex(/^[0-9]+(m|s)$/);
const text = z.partialRecord(z.enum(['exact', 'prefix', 'regex']), z.string());

const analysis = z
  .strictObject({
    interval,
    threshold: count,
    iterations: count.optional(),
    maxWeight: percent.optional(),
    stepWeight: percent.optional(),
    stepWeights: z.array(percent).min(1).optional(),
    stepWeightPromotion: percent.optional(),
    mirror: z.literal(true).optional(),
    mirrorWeight: percent.optional(),
    match: z
      .array(
        z.strictObject({
          headers: z.record(z.string(), text).optional(),
          sourceLabels: labels.optional(),
        }),
      )
      .optional(),
    sessionAffinity: z
      .strictObject({
        cookieName: z.string(),
        maxAge: count,
        primaryCookieName: z.string().optional(),
      })
      .optional(),
    metrics: z.array(
      z.strictObject({
        name: z.string(),
        interval,
        templateRef: z.strictObject({ name: subdomain, namespace: label.optional() }),
        templateVariables: z.record(z.string(), z.string()).optional(),
        thresholdRange: z
          .strictObject({ min: z.number().optional(), max: z.number().optional() })
          .refine(({ min, max }) => min !== undefined || max !== undefined),
      }),
    ),
    webhooks: z
      .array(
        z.strictObject({
          name: z.string(),
          type: z.enum([
            'confirm-rollout',
            'confirm-promotion',
            'confirm-traffic-increase',
            'rollout',
          ]),
          url: z.string().regex(/^https?:\/\//),
          timeout: duration,
          metadata: z
            .strictObject({ type: z.enum(['cmd', 'bash']), cmd: z.string().min(1) })
            .optional(),
        }),
      )
      .optional(),
  })
  .refine(
    ({ iterations, stepWeight, stepWeights }) =>
      [iterations, stepWeight, stepWeights].filter(field => field !== undefined).length === 1,
  );

export const canary = kind(
  'flagger.app/v1beta1',
  'Canary',
  {
    spec: z.strictObject({
      provider: z.literal('istio'),
      targetRef: z.strictObject({
        apiVersion: z.literal('apps/v1'),
        kind: z.enum(['Deployment', 'DaemonSet']),
        name: label,
      }),
      autoscalerRef: z
        .strictObject({
          apiVersion: z.literal('autoscaling/v2'),
          kind: z.literal('HorizontalPodAutoscaler'),
          name: label,
        })
        .optional(),
      progressDeadlineSeconds: count,
      // Delegation takes neither hosts nor gateways; connectionPool.tcp is not in Flagger's CRD.
      service: z.strictObject({
        port,
        targetPort: port.optional(),
        portName: label,
        appProtocol: z.string(),
        portDiscovery: z.literal(true).optional(),
        delegation: z.literal(true),
        match: z.array(z.strictObject({ sourceNamespace: label })).optional(),
      }),
      analysis,
    }),
  },
  label,
);

export const metricTemplate = kind('flagger.app/v1beta1', 'MetricTemplate', {
  spec: z.strictObject({
    provider: z.strictObject({ type: z.literal('prometheus'), address: z.string() }),
    query: z.string().min(1),
  }),
});
