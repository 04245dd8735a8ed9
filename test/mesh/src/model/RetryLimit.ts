import { BreakerLimits } from 'backstage-plugin-mesh-traffic-common';
import { breakerPressure } from './breakerPressure';
import { Random } from './random';

/**
 * How many tries more may be under way at once, from one client proxy to one cluster (`maxRetries`, or
 * a `retryBudget`). How many there would be is taken from the span of time before, so that the first span knows no
 * limit.
 */
export class RetryLimit {
  readonly #limits: BreakerLimits;
  #wanted = 0;
  #refusedShare = 0;
  #lastSeconds = 0;

  constructor(limits: BreakerLimits = {}) {
    this.#limits = limits;
  }

  /**
   * Begins a span of time.
   *
   * @param span - `proxies`: pods of the caller, each of which has a limit of its own; `callMs`: how long a try takes
   *   on average
   */
  begin(span: { callsPerSecond: number; seconds: number; proxies: number; callMs: number }): void {
    const underWay = ((span.callsPerSecond / span.proxies) * span.callMs) / 1000;
    const most = this.#mostOf(underWay);
    if (most !== undefined && this.#lastSeconds > 0) {
      const perProxy = this.#wanted / this.#lastSeconds / span.proxies;
      const limits = { maxRequests: most };
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

  #mostOf(callsUnderWay: number): number | undefined {
    const { maxRetries, retryBudget } = this.#limits;
    if (!retryBudget) return maxRetries;
    const { percent, minConcurrency } = retryBudget;
    return Math.max(minConcurrency, Math.floor((callsUnderWay * percent) / 100));
  }
}
