import { istioLabelNames, IstioLabels } from './istioLabels';

/**
 * Upper bounds of Envoy's default histogram buckets, in milliseconds (envoy, source/common/stats/
 * histogram_impl.cc); the last bucket has no bound.
 */
export const bucketBoundsMs: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000,
  1800000, 3600000,
];

/** Numbers that one series takes in a {@link LedgerSample}: its buckets, then the sum of durations. */
export const SERIES_STRIDE = bucketBoundsMs.length + 2;

const SUM_OFFSET = SERIES_STRIDE - 1;

/** State of all counters at one moment. Series that came later are not in it. */
export interface LedgerSample {
  unixSeconds: number;
  values: Float64Array;
}

/**
 * Counts calls by their full label set: the one source of the exported metrics, the history and the snapshots.
 * Counters only grow. A call has a duration, so that the number of calls is the sum of the buckets.
 */
export class CallLedger {
  readonly labels: IstioLabels[] = [];
  readonly #indices = new Map<string, number>();
  #values = new Float64Array(64 * SERIES_STRIDE);

  /** The index of the series with these labels; it is made when it is new. */
  series(labels: IstioLabels): number {
    const key = istioLabelNames.map(name => labels[name]).join('\n');
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.labels.push(labels) - 1;
    this.#indices.set(key, index);
    if (this.labels.length * SERIES_STRIDE > this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    return index;
  }

  record(series: number, durationMs: number): void {
    const start = series * SERIES_STRIDE;
    let bucket = 0;
    while (bucket < bucketBoundsMs.length && durationMs > bucketBoundsMs[bucket]) bucket += 1;
    this.#values[start + bucket] += 1;
    this.#values[start + SUM_OFFSET] += durationMs;
  }

  sample(unixSeconds: number): LedgerSample {
    return { unixSeconds, values: this.#values.slice(0, this.labels.length * SERIES_STRIDE) };
  }
}

/** Calls of one series; 0 for a series that the sample does not have yet, as a counter starts there. */
export function callsOf(sample: LedgerSample, series: number): number {
  const start = series * SERIES_STRIDE;
  if (start >= sample.values.length) return 0;
  let calls = 0;
  for (let index = start; index < start + SUM_OFFSET; index += 1) calls += sample.values[index];
  return calls;
}

/** Calls of one series per bucket, not cumulative. */
export function bucketsOf(sample: LedgerSample, series: number): Float64Array {
  const start = series * SERIES_STRIDE;
  if (start >= sample.values.length) return new Float64Array(SUM_OFFSET);
  return sample.values.slice(start, start + SUM_OFFSET);
}

/** Sum of the durations of one series, in milliseconds. */
export function durationSumOf(sample: LedgerSample, series: number): number {
  return sample.values[series * SERIES_STRIDE + SUM_OFFSET] ?? 0;
}
