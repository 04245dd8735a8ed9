import { z } from 'zod';
import { count, portNumber } from './scalars';

const call = z.strictObject({
  from: z.string().describe('Namespace that the calls come from.'),
  port: portNumber.optional().describe('Port of the service; by default its first HTTP port.'),
  path: z
    .string()
    .regex(/^\/[-A-Za-z0-9._~/%?&=]*$/)
    .default('/'),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'),
  headers: z
    .record(
      z.string().regex(/^[-A-Za-z0-9_]{1,64}$/),
      z.string().regex(/^[-A-Za-z0-9 ._~/%?&=:;,+*@]{1,256}$/),
    )
    .default({}),
  samples: count.max(10000).default(20).describe('Number of calls of one run.'),
  expect: z
    .strictObject({
      status: z.int().min(100).max(599).default(200).describe('Status of every answer.'),
      versions: z
        .record(
          z.string(),
          z.string().regex(/^[-A-Za-z0-9 ._~/%?&=:;,+*@"{}[\]]{1,256}$/, {
            error: 'Only letters, digits, blanks and simple marks can be looked for.',
          }),
        )
        .optional()
        .describe(
          'Version to a text in its answers. The run fails when a version answers that the plan does not have, or its share is off the plan.',
        ),
    })
    .prefault({}),
});

function readSwitch(value: unknown): unknown {
  if (value === true) return {};
  return value === false ? undefined : value;
}

/** Calls that test the policy from the callers' side. */
export const probes = z
  .strictObject({
    schedule: z
      .string()
      .regex(/^([-0-9*/,]+ ){4}[-0-9*/,A-Za-z]+$/)
      .optional()
      .describe('Cron schedule. Without it the calls are made once after each change.'),
    image: z
      .string()
      .regex(/^[a-z0-9][-a-z0-9._/:@]{1,254}$/)
      .default('curlimages/curl:8.11.1')
      .describe('Image with sh and curl.'),
    echo: z
      .preprocess(
        readSwitch,
        z
          .strictObject({
            image: z
              .string()
              .regex(/^[a-z0-9][-a-z0-9._/:@]{1,254}$/)
              .default('hashicorp/http-echo:1.0.0')
              .describe('Image that answers with the text of -text= on the port of -listen=.'),
          })
          .optional(),
      )
      .optional()
      .describe(
        'Calls echo workloads instead of the service: a pod per version under a Service of their own, with the same routes, timeouts, retries, circuit breakers and access. true for the defaults.',
      ),
    calls: z.record(z.string(), call).describe('Calls by name.'),
  })
  .describe('Calls from the namespaces of callers, with the answer that the policy promises.');

export type ProbeCall = z.infer<typeof call>;
