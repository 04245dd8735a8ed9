import { z } from 'zod';
import { duration } from './scalars';

/**
 * What Istio takes in `retryOn`, beside HTTP status codes.
 * Source: istio pkg/config/validation/validation.go, supportedRetryOnPolicies (1.30).
 */
export const RETRY_CONDITIONS = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
] as const;

/**
 * Statuses that Istio takes in `retryOn`: those that have a name in Go.
 * Source: istio pkg/config/validation/validation.go, validateHTTPRetry (1.30); Go net/http/status.go
 */
export const RETRY_STATUSES: ReadonlySet<number> = new Set([
  ...[100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409],
  ...[410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431],
  ...[451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
]);

const known: ReadonlySet<string> = new Set(RETRY_CONDITIONS);

const condition = z.string().refine(text => known.has(text) || RETRY_STATUSES.has(Number(text)), {
  error: 'This is no condition that a call can be retried on.',
  params: { help: `Use an HTTP status such as 503, or one of: ${RETRY_CONDITIONS.join(', ')}.` },
});

/** A text is a list with commas, a single status may stand alone; a status may be written as a number. */
function readList(value: unknown): unknown {
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string') return value.split(',').map(text => text.trim());
  if (!Array.isArray(value)) return value;
  return value.map(entry => (typeof entry === 'number' ? String(entry) : entry));
}

/** How often a failed call is tried again. */
export const retries = z
  .strictObject({
    attempts: z
      .int()
      .min(0)
      .max(100)
      .describe('Extra tries after the first one; 0 switches retries off.'),
    perTryTimeout: duration.optional().describe('Longest time of one try.'),
    retryOn: z
      .preprocess(readList, z.array(condition).min(1).max(30))
      .optional()
      .describe(
        'Conditions, as a list or separated by commas. Without it Istio takes its own list.',
      ),
  })
  .refine(
    value =>
      value.attempts > 0 || (value.perTryTimeout === undefined && value.retryOn === undefined),
    {
      error: 'Retries are switched off and described at once.',
      params: { help: 'With attempts: 0 leave out perTryTimeout and retryOn: Istio refuses them.' },
    },
  )
  .describe("Tries of one call. Without it Istio's default holds: 2 on connection errors.");

export type Retries = z.infer<typeof retries>;
