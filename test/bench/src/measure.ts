/** Something to be timed beside others. */
export interface Contender {
  name: string;
  /** Its result is used, so that it cannot be optimised away. */
  run(): unknown;
}

export interface MeasureOptions {
  /** How often each contender is timed; the median counts. */
  rounds: number;
  /** Runs are repeated until a sample takes this long, so that the clock's grain does not matter. */
  sampleMs: number;
}

/** A run that takes this long warms up by itself. */
const LONG_MS = 2_000;

/** Shorter ones are run for as long before they count. */
const WARM_UP_MS = 1_500;

/** Runs after a collection that do not count. */
const SETTLING_RUNS = 4;

/**
 * Times contenders in turn, in one process, so that a slow minute of the machine hits all of them. What counts is
 * the processor's time, garbage collection included: other work on the machine does not. Each starts from a collected
 * heap, so that none pays for what another has left. A full collection also drops the hidden classes that have no
 * object left and with them the machine code that relies on them, which JSON.stringify, being native, does not have to
 * get back: short runs come first untimed.
 *
 * @returns median milliseconds of one run, by name
 */
export function measure(
  contenders: readonly Contender[],
  { rounds, sampleMs }: MeasureOptions,
): Map<string, number> {
  const warm = contenders.map(contender => warmUp(contender, sampleMs));
  // A long run warms up by itself, and counts.
  const samples = warm.map(({ took, repeats }) => (took >= LONG_MS ? [took / repeats] : []));
  for (let round = 0; round < rounds; round += 1) {
    contenders.forEach((contender, index) => {
      if (samples[index].length >= rounds) return;
      global.gc?.();
      const { repeats, took } = warm[index];
      if (took / repeats < LONG_MS) time(contender, SETTLING_RUNS);
      samples[index].push(time(contender, repeats) / repeats);
    });
  }
  return new Map(contenders.map(({ name }, index) => [name, median(samples[index])]));
}

/** Keeps results in use, so that no run can be optimised away. */
export const results: { last?: unknown } = {};

/** Runs it until the sample is long enough and the compiler had its chance. */
function warmUp(contender: Contender, sampleMs: number): { repeats: number; took: number } {
  let repeats = 1;
  let spentMs = 0;
  for (;;) {
    const took = time(contender, repeats);
    spentMs += took;
    if (took >= sampleMs && (took >= LONG_MS || spentMs >= WARM_UP_MS)) return { repeats, took };
    const wanted = Math.ceil((repeats * sampleMs) / Math.max(took, 0.1));
    repeats = took >= sampleMs ? wanted : Math.max(repeats * 2, wanted);
  }
}

function time({ run }: Contender, repeats: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < repeats; index += 1) results.last = run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
