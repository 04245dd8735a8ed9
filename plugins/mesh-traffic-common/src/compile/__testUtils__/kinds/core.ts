import { z } from 'zod';
import { count, duration, kind, label, labels, port } from './common';

export const service = kind(
  'v1',
  'Service',
  {
    spec: z.strictObject({
      selector: labels,
      ports: z
        .array(
          z.strictObject({
            name: label,
            port,
            targetPort: port,
            protocol: z.literal('TCP'),
            appProtocol: z.string(),
          }),
        )
        .min(1),
    }),
  },
  label,
);

export const configMap = kind('v1', 'ConfigMap', {
  data: z.record(z.string().regex(/^[-._a-zA-Z0-9]{1,253}$/), z.string()),
});

export const namespace = kind('v1', 'Namespace', {}, label);

const securityContext = z.strictObject({
  allowPrivilegeEscalation: z.literal(false),
  capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  runAsNonRoot: z.literal(true),
  runAsUser: count,
  readOnlyRootFilesystem: z.literal(true),
  seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
});

const resources = z.strictObject({
  requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
  limits: z.strictObject({ memory: z.string() }),
});

export const deployment = kind(
  'apps/v1',
  'Deployment',
  {
    spec: z.strictObject({
      replicas: z.literal(1),
      selector: z.strictObject({ matchLabels: labels }),
      template: z.strictObject({
        metadata: z.strictObject({ labels }),
        spec: z.strictObject({
          automountServiceAccountToken: z.literal(false),
          containers: z.tuple([
            z.strictObject({
              name: label,
              image: z.string(),
              args: z.array(z.string()).length(2),
              ports: z.tuple([z.strictObject({ name: label, containerPort: port })]),
              securityContext,
              resources,
            }),
          ]),
        }),
      }),
    }),
  },
  label,
);

const jobSpec = z.strictObject({
  backoffLimit: z.literal(0),
  activeDeadlineSeconds: count,
  template: z.strictObject({
    metadata: z.strictObject({ labels }),
    spec: z.strictObject({
      restartPolicy: z.literal('Never'),
      automountServiceAccountToken: z.literal(false),
      containers: z.tuple([
        z.strictObject({
          name: label,
          image: z.string(),
          command: z.tuple([z.literal('/bin/sh'), z.literal('-c'), z.string()]),
          securityContext,
          resources,
        }),
      ]),
    }),
  }),
});

export const job = kind('batch/v1', 'Job', { spec: jobSpec }, label);

export const cronJob = kind(
  'batch/v1',
  'CronJob',
  {
    spec: z.strictObject({
      schedule: z.string(),
      concurrencyPolicy: z.literal('Forbid'),
      successfulJobsHistoryLimit: count,
      failedJobsHistoryLimit: count,
      jobTemplate: z.strictObject({ spec: jobSpec }),
    }),
  },
  label.refine(name => name.length <= 52),
);

const rule = z.union([
  z.strictObject({
    record: z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/),
    expr: z.string().min(1),
    labels,
  }),
  z.strictObject({
    alert: z.string().min(1),
    expr: z.string().min(1),
    for: duration,
    labels,
    annotations: z.record(z.string(), z.string()),
  }),
]);

export const prometheusRule = kind('monitoring.coreos.com/v1', 'PrometheusRule', {
  spec: z.strictObject({
    groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule).min(1) })).min(1),
  }),
});
