import { bucketBoundsMs } from '../model/CallLedger';

/**
 * Estimates a quantile the way Prometheus' `histogram_quantile` does: linear inside the bucket, from 0 in the
 * first one, the last finite bound in the unbounded one (prometheus, promql/quantile.go).
 *
 * @param buckets - calls per bucket, not cumulative
 * @returns undefined without calls
 */
export function histogramQuantile(
  quantile: number,
  buckets: ArrayLike<number>,
): number | undefined {
  let total = 0;
  for (let index = 0; index < buckets.length; index += 1) total += buckets[index];
  if (total <= 0) return undefined;
  const rank = quantile * total;
  let below = 0;
  for (let index = 0; index < bucketBoundsMs.length; index += 1) {
    const inside = buckets[index];
    if (below + inside >= rank && inside > 0) {
      const start = index === 0 ? 0 : bucketBoundsMs[index - 1];
      return start + (bucketBoundsMs[index] - start) * ((rank - below) / inside);
    }
    below += inside;
  }
  return bucketBoundsMs[bucketBoundsMs.length - 1];
}
