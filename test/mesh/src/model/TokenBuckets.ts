import { RateLimitBucket } from 'backstage-plugin-mesh-traffic-common';

interface Level {
  tokens: number;
  filledAt: number;
}

/**
 * Envoy's local rate limit: token buckets that refill continuously, one set per pod. The pods of a workload
 * share the calls evenly, so their buckets are kept as one of their joint size.
 */
export class TokenBuckets {
  readonly #levels = new Map<string, Level>();

  /**
   * Draws a token from every bucket, or from none when one of the enforced ones is empty.
   *
   * @returns false when the call is to be refused with 429
   */
  take(
    buckets: readonly RateLimitBucket[],
    workload: string,
    pods: number,
    unixSeconds: number,
  ): boolean {
    const levels = buckets.map(bucket => this.#level(bucket, workload, pods, unixSeconds));
    const refused = buckets.some((bucket, index) => bucket.enforced && levels[index].tokens < 1);
    if (refused) return false;
    for (const level of levels) level.tokens = Math.max(0, level.tokens - 1);
    return true;
  }

  #level(bucket: RateLimitBucket, workload: string, pods: number, unixSeconds: number): Level {
    const key = JSON.stringify([bucket.object, bucket.descriptor, workload]);
    const size = bucket.maxTokens * pods;
    const level = this.#levels.get(key) ?? { tokens: size, filledAt: unixSeconds };
    const fills = ((unixSeconds - level.filledAt) * 1000) / bucket.fillIntervalMs;
    level.tokens = Math.min(size, level.tokens + fills * bucket.tokensPerFill * pods);
    level.filledAt = unixSeconds;
    this.#levels.set(key, level);
    return level;
  }
}
