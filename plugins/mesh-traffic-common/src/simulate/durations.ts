const UNITS_MS: Record<string, number> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};

/** Milliseconds of a Go duration (`1h30m`, `1.5s`, `250ms`); undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const single = /^(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)$/.exec(text);
  if (single) {
    return Number(single[1]) * UNITS_MS[single[2]];
  }
  if (text === '' || !/^(?:\d+(?:\.\d+)?(?:h|ms|us|µs|ns|m|s))+$/.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|ns|m|s)/g)) {
    total += Number(amount) * UNITS_MS[unit];
  }
  return total;
}

/** As Go prints a duration: `300ms`, `1.5s`, `1m0s`, `1h0m0s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) {
    return '0s';
  }
  if (ms < 1) {
    return `${Number((ms * 1000).toFixed(3))}µs`;
  }
  if (ms < 1000) {
    return `${Number(ms.toFixed(6))}ms`;
  }
  const hours = Math.floor(ms / UNITS_MS.h);
  const minutes = Math.floor((ms % UNITS_MS.h) / UNITS_MS.m);
  const seconds = Number(((ms % UNITS_MS.m) / 1000).toFixed(9));
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds}s`;
}

/** The same duration in Go's spelling; text that is no duration stays as it is. */
export function normalizeDuration(text: string): string {
  const ms = parseDuration(text);
  return ms === undefined ? text : formatDuration(ms);
}
