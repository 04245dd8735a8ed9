/** A cumulative bucket of a classic Prometheus histogram. */
export interface Bucket {
  /** Upper bound, `Infinity` for the last. */
  le: number;
  count: number;
}

/**
 * The quantile of a classic histogram, by the rules of PromQL's `histogram_quantile`: linear inside a
 * bucket, the last finite bound beyond it. Undefined without observations.
 *
 * @param quantile - 0..1
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile(
  quantile: number,
  buckets: readonly Bucket[],
): number | undefined {
  const sorted = [...buckets].sort((a, b) => a.le - b.le);
  const last = sorted[sorted.length - 1];
  if (sorted.length < 2 || last.le !== Infinity || !(last.count > 0)) return undefined;
  const rank = quantile * last.count;
  let lower = 0;
  let below = 0;
  for (const { le, count } of sorted) {
    // Extrapolation makes neighbours disagree by a hair: a cumulative count never falls.
    const upTo = Math.max(below, count);
    if (upTo >= rank && upTo > below) {
      return le === Infinity ? lower : lower + ((le - lower) * (rank - below)) / (upTo - below);
    }
    lower = le;
    below = upTo;
  }
  return undefined;
}
