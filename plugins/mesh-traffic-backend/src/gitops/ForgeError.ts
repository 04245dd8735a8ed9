import { ServiceUnavailableError } from '@backstage/errors';

/** What an upstream call to the forge ended with. */
export interface ForgeFailure {
  /** HTTP status; absent when there was no answer at all. */
  status?: number;
  /** How long the forge asks to wait. */
  retryAfterMs?: number;
  /** True when the same request may go through a moment later. */
  passing: boolean;
  /** True for a 422 that says that the thing exists already or has moved. */
  alreadyDone: boolean;
}

/** The forge did not do what it was asked to. Its message is for people and holds nothing of the answer. */
export class ForgeError extends ServiceUnavailableError {
  override name = 'ServiceUnavailableError' as const;
  readonly #failure: ForgeFailure;

  constructor(message: string, failure: ForgeFailure) {
    super(message);
    this.#failure = failure;
  }

  get failure(): ForgeFailure {
    return this.#failure;
  }
}
