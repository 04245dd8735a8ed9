import { BodyTooLargeError } from '../readBounded';
import { ForgeError } from './ForgeError';

const ALREADY_DONE =
  /already exists|not a fast.?forward|no commits between|reference does not exist/i;

/** The parts of Octokit's RequestError that are looked at. */
interface RequestFailure {
  status?: number;
  message?: string;
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown };
  /** Of a GraphqlResponseError: GitHub answers those with 200. */
  errors?: Array<{ type?: string; extensions?: { code?: string } }>;
  cause?: unknown;
}

const GRAPHQL_STATUS: Record<string, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
};

/**
 * Turns whatever an Octokit call threw into a sentence with a cure.
 *
 * @param error - Octokit's RequestError, GraphqlResponseError or a failed fetch
 * @param repository - web URL of the repository
 * @param now - to turn GitHub's reset time into a duration
 */
export function toForgeError(error: unknown, repository: string, now = Date.now()): ForgeError {
  const { response, message = '', errors, cause, ...failure } = asRequestFailure(error);
  const status = errors ? graphqlStatus(errors[0]) : failure.status;
  const headers = response?.headers ?? {};
  const retryAfterMs = readRetryAfter(headers, now);
  const limited =
    (status === 403 || status === 429) &&
    (retryAfterMs !== undefined || /rate.?limit/i.test(message) || errors !== undefined);
  const answered = typeof status === 'number' && (response !== undefined || errors !== undefined);

  if (cause instanceof BodyTooLargeError) {
    return new ForgeError(
      `${repository} sent more data than can be read. Ask the platform team to look at the policy's folder.`,
      { passing: false, alreadyDone: false },
    );
  }
  if (limited) {
    const seconds = Math.ceil((retryAfterMs ?? 60_000) / 1000);
    return new ForgeError(
      `${repository} takes no more requests for ${seconds} seconds. Nothing is lost: try again then.`,
      { status, retryAfterMs: retryAfterMs ?? 60_000, passing: true, alreadyDone: false },
    );
  }
  if (!answered || status >= 500) {
    const how = answered ? `answered ${status}` : 'did not answer in time';
    return new ForgeError(`The GitOps repository ${repository} ${how}. Try again in a moment.`, {
      status: answered ? status : undefined,
      retryAfterMs,
      passing: true,
      alreadyDone: false,
    });
  }
  return new ForgeError(refusal(status, repository), {
    status,
    passing: false,
    alreadyDone:
      (status === 422 || status === 409) && ALREADY_DONE.test(upstreamText(message, response)),
  });
}

function asRequestFailure(error: unknown): RequestFailure {
  if (typeof error !== 'object' || error === null) return {};
  const { cause } = error as { cause?: unknown };
  return { ...error, message: String(error), cause };
}

/** GitHub's own trouble comes without a type and a code; a query that it cannot answer has one of them. */
function graphqlStatus(error: { type?: string; extensions?: { code?: string } } = {}): number {
  const isTheirs = error.type === undefined && error.extensions?.code === undefined;
  return isTheirs ? 502 : (GRAPHQL_STATUS[error.type ?? ''] ?? 400);
}

function refusal(status: number, repository: string): string {
  if (status === 401 || status === 403) {
    return `${repository} refused the credentials of this Backstage (${status}). Ask the platform team to check integrations.github.`;
  }
  if (status === 404) {
    return `${repository} was not found with the credentials of this Backstage. Ask the platform team to check meshTraffic.meshes and integrations.github.`;
  }
  return `The GitOps repository ${repository} refused the request (${status}). Try again; if it stays so, tell the platform team.`;
}

/** GitHub sends `retry-after` in seconds, or an exhausted `x-ratelimit-remaining` with the time of the reset. */
function readRetryAfter(
  headers: Record<string, string | number | undefined>,
  now: number,
): number | undefined {
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) return seconds * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    return Number.isFinite(reset) ? Math.max(0, reset - now) : undefined;
  }
  return undefined;
}

/** Only searched for known phrases, never shown. */
function upstreamText(message: string, response: RequestFailure['response']): string {
  return `${message} ${JSON.stringify(response?.data ?? '')}`;
}
