import { LedgerSample } from '../model/CallLedger';

export interface SampleStoreOptions {
  /** Samples older than this are dropped. Default three hours. */
  keepSeconds?: number;
  /** Samples older than this are thinned. Default two minutes. */
  fineSeconds?: number;
  /** Distance of thinned samples. Default 15 seconds. */
  coarseStepSeconds?: number;
}

/** A ring of counter states: fine for the last minutes, even before, as
 * Prometheus takes a change of the distance for missing data. */
export class SampleStore {
  readonly #keepSeconds: number;
  readonly #fineSeconds: number;
  readonly #coarseStepSeconds: number;
  #samples: LedgerSample[] = [];

  constructor(options: SampleStoreOptions = {}) {
    this.#keepSeconds = options.keepSeconds ?? 3 * 3600;
    this.#fineSeconds = options.fineSeconds ?? 120;
    this.#coarseStepSeconds = options.coarseStepSeconds ?? 15;
  }

  /** Oldest first. */
  get all(): readonly LedgerSample[] {
    return this.#samples;
  }

  add(sample: LedgerSample): void {
    this.#samples.push(sample);
    const fineFrom = sample.unixSeconds - this.#fineSeconds;
    const keepFrom = sample.unixSeconds - this.#keepSeconds;
    let lastKept = -Infinity;
    this.#samples = this.#samples.filter(candidate => {
      if (candidate.unixSeconds < keepFrom) return false;
      if (candidate.unixSeconds >= fineFrom) return true;
      if (candidate.unixSeconds - lastKept < this.#coarseStepSeconds) return false;
      lastKept = candidate.unixSeconds;
      return true;
    });
  }
}
