import { LedgerSample } from '../model/CallLedger';
import { interpolate } from './interpolate';

const sample = (unixSeconds: number, ...values: number[]): LedgerSample => ({
  unixSeconds,
  values: Float64Array.from(values),
});

const samples = [sample(100, 10), sample(110, 20, 4), sample(130, 60, 8)];

describe('interpolate', () => {
  it.each([
    [100, [10]],
    [105, [15, 2]],
    [110, [20, 4]],
    [125, [50, 7]],
    [130, [60, 8]],
    [999, [60, 8]],
  ])('knows the counters at %d', (time, expected) => {
    expect([...(interpolate(samples, time)?.values ?? [])]).toEqual(expected);
  });

  it('knows nothing before the first sample, or without any', () => {
    expect(interpolate(samples, 99)).toBeUndefined();
    expect(interpolate([], 100)).toBeUndefined();
  });
});
