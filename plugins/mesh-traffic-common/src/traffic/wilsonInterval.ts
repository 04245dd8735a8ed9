/**
 * Between which shares the true one lies, given `hits` of `total` (Wilson score interval). Unlike the plain
 * normal approximation it holds for shares near 0 and 1, where canaries live.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
 *
 * @param z - width in standard deviations; 3 errs once in 370 looks
 */
export function wilsonInterval(hits: number, total: number, z = 3): { low: number; high: number } {
  if (total <= 0) return { low: 0, high: 1 };
  const share = Math.min(1, Math.max(0, hits / total));
  const square = (z * z) / total;
  const center = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
