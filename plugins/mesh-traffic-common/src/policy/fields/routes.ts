import { z } from 'zod';
import { checkRegex } from '../../simulate/regex/fullMatch';
import { destinationFields } from './callerRule';
import { dnsLabel, duration, portNumber } from './scalars';

const MAX_REGEX = 1024;

/** Read as RE2, which Envoy uses: one that it refuses would take the whole VirtualService with it. */
const regex = z
  .string()
  .min(1)
  .max(MAX_REGEX)
  .refine(text => checkRegex(text) !== 'invalid', {
    error: 'This is no regular expression that Envoy takes.',
    params: {
      help: 'Use RE2 syntax: no look-ahead, look-behind or back reference, and at most 1000 repetitions.',
    },
  });

function oneOf(value: object): boolean {
  return Object.keys(value).length === 1;
}

const oneCondition = {
  error: 'There must be exactly one way to compare.',
  params: { help: 'Give one of exact, prefix and regex.' },
};

const path = z.string().startsWith('/').max(2048);
const text = z.string().min(1).max(1024);

/** How a text is compared; exactly one of the fields. A plain text stands for `exact`. */
export const textMatch = z.preprocess(
  value => (typeof value === 'string' ? { exact: value } : value),
  z
    .strictObject({ exact: text.optional(), prefix: text.optional(), regex: regex.optional() })
    .refine(oneOf, oneCondition),
);

const pathMatch = z
  .strictObject({ exact: path.optional(), prefix: path.optional(), regex: regex.optional() })
  .refine(oneOf, oneCondition);

const method = z.enum([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
]);

/** What a call must look like; all fields must hold. */
export const callMatch = z
  .strictObject({
    path: pathMatch.optional().describe('Path of the call: exact, prefix or regex.'),
    headers: z
      .record(z.string(), textMatch)
      .optional()
      .describe('Header name in lower case to exact, prefix or regex (a plain text is exact).'),
    method: z
      .preprocess(value => (typeof value === 'string' ? [value] : value), z.array(method).min(1))
      .optional()
      .describe('HTTP method, one or a list.'),
    port: portNumber.optional().describe('Port of the service.'),
  })
  .refine(value => Object.keys(value).length > 0, {
    error: 'This matches every call.',
    params: { help: 'Give a path, headers, a method or a port, or use the rule of the callers.' },
  });

export type CallMatch = z.infer<typeof callMatch>;
export type TextMatch = z.infer<typeof textMatch>;

/** Rules by path, header or method, asked in order before the rules of the callers. */
export const routes = z
  .array(
    z.strictObject({
      name: dnsLabel.describe('Name of the rule, unique in this list.'),
      match: callMatch,
      callers: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('Namespaces that the rule is for; without it all callers.'),
      ...destinationFields,
      timeout: duration.optional().describe("Longest time of a call. Absent: the caller's."),
      streaming: z
        .boolean()
        .default(false)
        .describe(
          "Long-lived answers: no timeout holds on this rule, neither its own nor the caller's.",
        ),
    }),
  )
  .max(100)
  .default([])
  .describe(
    "Rules by path, header or method, asked in order before the callers' own. What a rule leaves open (route, timeout, retries) is taken from the caller.",
  );
