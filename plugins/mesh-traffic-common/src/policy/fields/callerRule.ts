import { z } from 'zod';
import { circuitBreaker } from './circuitBreaker';
import { rateLimit } from './rateLimit';
import { retries } from './retries';
import { duration, percent } from './scalars';

/** Version to whole percent of the calls; adds up to 100. */
export const route = z
  .record(z.string(), percent)
  .describe('Version to whole percent of the calls, together 100.');

/** Where calls go and how long and how often they are tried. */
export const destinationFields = {
  route: route.optional(),
  ring: z
    .string()
    .optional()
    .describe('Ring of the rollout that these calls belong to; instead of route.'),
  timeout: duration.optional().describe('Longest time of a call with all its tries. Absent: none.'),
  retries: retries.optional(),
};

const ruleFields = {
  access: z.enum(['allow', 'deny']).default('allow').describe('Whether these callers may call.'),
  ...destinationFields,
  circuitBreaker: circuitBreaker.optional(),
  rateLimit: rateLimit.optional(),
};

/** How calls from one namespace are treated. */
export const callerRule = z
  .strictObject({
    ...ruleFields,
    purpose: z.string().max(500).optional().describe('Why this namespace calls, for people.'),
    until: z.iso.date().optional().describe('Last day of the access (YYYY-MM-DD), for people.'),
  })
  .describe('Calls from one namespace. Without route and ring they go where all others go.');

/** How calls from every namespace that is not listed are treated. */
export const otherCallers = z
  .strictObject(ruleFields)
  .describe(
    'Calls from all other namespaces. Always explicit: without a rule of their own Istio would mix all versions for them.',
  );

export type CallerRule = z.infer<typeof callerRule>;
