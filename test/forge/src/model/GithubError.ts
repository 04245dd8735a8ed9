/** An entry of `errors` in a 422 of GitHub's. */
export interface FieldError {
  resource: string;
  field?: string;
  /** `custom` comes with a message. */
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  message?: string;
}

/** An answer that is a refusal, with GitHub's status, words and shape. */
export class GithubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: FieldError[],
  ) {
    super(message);
    this.name = 'GithubError';
  }

  static notFound(): GithubError {
    return new GithubError(404, 'Not Found');
  }

  static validation(...errors: FieldError[]): GithubError {
    return new GithubError(422, 'Validation Failed', errors);
  }

  /** The JSON body that GitHub sends. */
  toBody(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}
