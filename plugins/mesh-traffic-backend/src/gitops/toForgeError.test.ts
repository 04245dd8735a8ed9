import { BodyTooLargeError } from '../readBounded';
import { toForgeError } from './toForgeError';

const repository = 'https://github.example/acme/gitops';

function failure(status: number, headers: Record<string, string> = {}, message = '') {
  return Object.assign(new Error(message), {
    status,
    response: { headers, data: { message, token: 's3cret' } },
  });
}

describe('toForgeError', () => {
  it.each([
    [502, true],
    [500, true],
    [404, false],
    [401, false],
    [403, false],
    [422, false],
  ])('knows whether %p may pass: %p', (status, passing) => {
    const error = toForgeError(failure(status, {}, 's3cret upstream words'), repository);
    expect(error.failure).toMatchObject({ status, passing });
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toContain(repository);
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain('s3cret');
  });

  it('takes a failed connection for passing, whatever status Octokit invents', () => {
    const error = toForgeError(
      Object.assign(new Error('fetch failed'), { status: 500 }),
      repository,
    );
    expect(error.failure).toMatchObject({ status: undefined, passing: true });
    expect(error.message).toContain('did not answer in time');
  });

  it.each([
    [403, { 'retry-after': '7' }, 7000],
    [429, { 'retry-after': '7' }, 7000],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '130' }, 30_000],
    [429, {}, 60_000],
  ])('reads how long to wait from %p %j', (status, headers, retryAfterMs) => {
    const error = toForgeError(failure(status, headers, 'rate limit'), repository, 100_000);
    expect(error.failure).toMatchObject({ passing: true, retryAfterMs });
    expect(error.message).toContain(`for ${retryAfterMs / 1000} seconds`);
  });

  it.each([
    'Reference already exists',
    'Update is not a fast forward',
    'Reference does not exist',
    'Validation Failed: A pull request already exists for acme:x.',
  ])('knows that somebody was faster: %s', message => {
    expect(toForgeError(failure(422, {}, message), repository).failure.alreadyDone).toBe(true);
  });

  it.each([
    ["GitHub's own trouble", { message: 'Something went wrong while executing your query.' }, true],
    ['a field that it lacks', { message: 'x', extensions: { code: 'undefinedField' } }, false],
  ])('knows whether %s in a GraphQL answer may pass', (_what, finding, passing) => {
    const error = Object.assign(new Error('x'), { errors: [finding], headers: {} });
    expect(toForgeError(error, repository).failure.passing).toBe(passing);
  });

  it('does not ask again for an answer that is too large', () => {
    const cause = new BodyTooLargeError(20_000_000);
    const error = Object.assign(new Error(cause.message, { cause }), { status: 500 });
    const { failure: found, message } = toForgeError(error, repository);
    expect(found.passing).toBe(false);
    expect(message).toContain('more data than can be read');
  });

  it('knows a repository that GraphQL does not find', () => {
    const error = Object.assign(new Error('x'), {
      errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }],
      headers: {},
    });
    expect(toForgeError(error, repository).message).toContain('was not found');
  });
});
