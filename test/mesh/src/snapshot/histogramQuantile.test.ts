import { bucketBoundsMs } from '../model/CallLedger';
import { histogramQuantile } from './histogramQuantile';

/** Counts by upper bound. */
function buckets(counts: Record<string, number>): number[] {
  return [...bucketBoundsMs.map(String), '+Inf'].map(bound => counts[bound] ?? 0);
}

describe('histogramQuantile', () => {
  it.each([
    ['the middle of one bucket', 0.5, { 100: 10 }, 75],
    ['an upper bound', 0.9, { 50: 9, 100: 1 }, 50],
    ['inside the bucket that holds the rank', 0.95, { 50: 90, 100: 10 }, 75],
    ['from zero in the first bucket', 0.5, { 0.5: 10 }, 0.25],
    ['the last bound, for what has none', 0.99, { '+Inf': 10 }, 3600000],
  ])('finds %s', (_what, quantile, counts, expected) => {
    expect(histogramQuantile(quantile, buckets(counts))).toBeCloseTo(expected, 6);
  });

  it('is undefined without calls', () => {
    expect(histogramQuantile(0.5, buckets({}))).toBeUndefined();
  });
});
