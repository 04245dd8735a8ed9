import { z } from 'zod';
import { gate } from './gate';
import { textMatch } from './routes';
import { count, dnsLabel, duration, labels, percent } from './scalars';
import { thresholds } from './thresholds';

const workload = z.preprocess(
  value => (typeof value === 'string' ? { name: value } : value),
  z.strictObject({
    name: dnsLabel.describe('Name of the Deployment or DaemonSet.'),
    kind: z.enum(['Deployment', 'DaemonSet']).default('Deployment'),
    selector: labels
      .optional()
      .describe('Its spec.selector.matchLabels, where known; Flagger needs app or name in it.'),
    autoscaler: dnsLabel
      .optional()
      .describe('Name of its HorizontalPodAutoscaler; Flagger makes one for the primary.'),
  }),
);

/** What a ring takes where its pace says nothing; the fields depend on the kind of release. */
export const PACE_DEFAULTS = { stepWeight: 10, maxWeight: 50, iterations: 10 } as const;

const pace = z
  .strictObject({
    interval: duration.default('1m').describe('Time between two steps; at least 10s.'),
    stepWeight: percent
      .min(1)
      .optional()
      .describe('Percent that a step adds. Without stepWeights the default is 10.'),
    stepWeights: z
      .array(percent.min(1))
      .min(1)
      .max(50)
      .optional()
      .describe('Percent after each step, instead of stepWeight.'),
    maxWeight: percent
      .min(1)
      .optional()
      .describe('Percent at which the version is promoted. With stepWeight the default is 50.'),
    iterations: count
      .max(1000)
      .optional()
      .describe('Checks, for A/B test and blue-green; the default is 10.'),
    promotionStepWeight: percent
      .min(1)
      .optional()
      .describe('Percent per step when traffic moves to the promoted version.'),
  })
  .describe('How fast a new version comes.');

const abTest = z.strictObject({
  match: z
    .array(
      z
        .strictObject({
          headers: z.record(z.string(), textMatch).optional(),
          sourceLabels: labels.optional(),
          queryParams: z.unknown().optional().describe('Not possible, refused with the reason.'),
        })
        .refine(value => Object.keys(value).length > 0, {
          error: 'This condition matches every call.',
          params: { help: 'Give headers or sourceLabels.' },
        }),
    )
    .min(1)
    .describe('Calls that get the new version: headers or labels of the calling pod.'),
});

/** One ring: a workload, its callers and how a new version reaches them. */
export const ring = z
  .strictObject({
    workload: workload.describe(
      'The Deployment that Flagger rolls out, one per ring; a plain text is its name. Also the name of its Service, beside <name>-primary and <name>-canary.',
    ),
    callers: z
      .array(z.string())
      .optional()
      .describe('Namespaces of this ring; the same as ring: <name> at the caller.'),
    prepare: z
      .boolean()
      .optional()
      .describe(
        'Everything but the Canary: the change before Flagger takes over a workload called like the service, and the one after it leaves.',
      ),
    pace: pace.prefault({}),
    thresholds,
    gate: gate.optional(),
    loadTest: z
      .preprocess(
        value => (value === true ? {} : value),
        z
          .strictObject({
            path: z
              .string()
              .regex(/^\/[-A-Za-z0-9._~/%?&=]*$/)
              .default('/'),
            requestsPerSecond: count.max(100000).default(10).describe('Per connection.'),
            connections: count.max(10000).default(2),
            command: z
              .string()
              .min(1)
              .max(2000)
              .optional()
              .describe('A command line instead of hey.'),
          })
          .optional(),
      )
      .optional()
      .describe(
        'Calls to the new version during the analysis: without any there may be no data. true for the defaults.',
      ),
    abTest: abTest.optional().describe('The new version only for calls with these marks.'),
    blueGreen: z
      .strictObject({})
      .optional()
      .describe('The new version is tested without real calls, then all move at once.'),
    mirroring: z
      .strictObject({ percent: percent.min(1).default(100) })
      .optional()
      .describe('Copies of calls to the new version, whose answers nobody sees.'),
    sessionAffinity: z
      .strictObject({
        cookieName: z.string().regex(/^[-A-Za-z0-9_]{1,64}$/),
        maxAgeSeconds: count.default(86400),
        primaryCookieName: z
          .string()
          .regex(/^[-A-Za-z0-9_]{1,64}$/)
          .optional(),
      })
      .optional()
      .describe('Who got the new version once keeps it, by cookie.'),
    progressDeadlineSeconds: count.default(600),
  })
  .describe('A group of callers with a workload of its own.');

export type Ring = z.infer<typeof ring>;
