import { BreakerLimits } from 'backstage-plugin-mesh-traffic-common';
import { breakerPressure } from './breakerPressure';
import { Random } from './random';

/**
 * How many tries more may be under way at once, from one client proxy to one cluster (`maxRetries`). How many there
 * would be is taken from the span of time before, so that the first span knows no limit.
 */
export class RetryLimit {
  readonly #most: number | undefined;
  #wanted = 0;
  #refusedShare = 0;
  #lastSeconds = 0;

  constructor({ maxRetries }: BreakerLimits = {}) {
    this.#most = maxRetries;
  }

  /**
   * Begins a span of time.
   *
   * @param proxies - pods of the caller: each has a limit of its own
   * @param callMs - how long a try takes on average
   */
  begin(span: { seconds: number; proxies: number; callMs: number }): void {
    if (this.#most !== undefined && this.#lastSeconds > 0) {
      const perProxy = this.#wanted / this.#lastSeconds / span.proxies;
      const limits = { maxRequests: this.#most };
      this.#refusedShare = breakerPressure(limits, perProxy, span.callMs).overflowShare;
    }
    this.#wanted = 0;
    this.#lastSeconds = span.seconds;
  }

  /** Whether one more try is made. */
  allows(random: Random): boolean {
    this.#wanted += 1;
    return this.#refusedShare === 0 || random.next() >= this.#refusedShare;
  }
}
