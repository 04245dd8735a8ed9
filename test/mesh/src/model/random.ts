/** A repeatable source of random numbers: the same seed gives the same calls. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A number of events where `mean` are expected. */
  poisson(mean: number): number;
  /** Log-normal with this median; `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
}

/** Above this mean a normal approximation is used: its error is far below what a chart can show. */
const NORMAL_FROM = 60;

/** Makes a {@link Random} by the mulberry32 generator: 32 bits of state, fast, and good enough for traffic. */
export function createRandom(seed: number): Random {
  let state = Math.trunc(seed) % 4294967296;

  function next(): number {
    state = (state + 0x6d2b79f5) % 4294967296;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Standard normal by Box and Muller. */
  function normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return radius * Math.cos(2 * Math.PI * next());
  }

  return {
    next,
    poisson(mean) {
      if (mean <= 0) return 0;
      if (mean >= NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  };
}
