import { LedgerSample } from '../model/CallLedger';

/**
 * The counters at a moment between samples, on a straight line between its neighbours.
 *
 * @param samples - oldest first
 * @returns undefined before the first sample; the last one after it
 */
export function interpolate(
  samples: readonly LedgerSample[],
  unixSeconds: number,
): LedgerSample | undefined {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (samples[middle].unixSeconds <= unixSeconds) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  const before = samples[low - 1];
  const after = samples.at(low);
  if (!after || before.unixSeconds === unixSeconds) return before;
  const fraction = (unixSeconds - before.unixSeconds) / (after.unixSeconds - before.unixSeconds);
  const values = after.values.map((value, index) => {
    const start = before.values[index] ?? 0;
    return start + (value - start) * fraction;
  });
  return { unixSeconds, values };
}
