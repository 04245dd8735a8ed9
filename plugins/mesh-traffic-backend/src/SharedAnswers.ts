import { LRUCache } from 'lru-cache';

interface SharedAnswersOptions<T> {
  maxEntries: number;
  maxBytes: number;
  sizeOf: (value: T) => number;
  /** How long an answer is given out without asking again. */
  freshMs: number;
  /** How long an answer may stand in for a source that fails. Default: not at all. */
  staleMs?: number;
  /** How long a failure is given out without asking again, so that viewers do not pile up on it. */
  failureMs?: number;
  now?: () => number;
}

/** A value, and whether it is an older one because the source failed. */
export interface SharedAnswer<T> {
  value: T;
  stale: boolean;
}

/**
 * One question, one upstream call: everybody who asks the same thing at the same time waits for the same
 * answer, and it is kept for a moment. In this process only; bounded in entries and bytes.
 */
export class SharedAnswers<T extends object> {
  readonly #options: SharedAnswersOptions<T>;
  readonly #now: () => number;
  readonly #kept: LRUCache<string, { value: T; takenAt: number }>;
  readonly #failures: LRUCache<string, { error: unknown; at: number }>;
  readonly #running = new Map<string, { question: symbol; answer: Promise<SharedAnswer<T>> }>();

  constructor(options: SharedAnswersOptions<T>) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
    this.#kept = new LRUCache({
      max: options.maxEntries,
      maxSize: options.maxBytes,
      sizeCalculation: ({ value }) => Math.max(1, options.sizeOf(value)),
    });
    this.#failures = new LRUCache({ max: options.maxEntries });
  }

  /** Rejects with what `load` rejected with, unless an older answer can stand in. */
  get(key: string, load: () => Promise<T>): Promise<SharedAnswer<T>> {
    const kept = this.#kept.get(key);
    if (kept && this.#now() - kept.takenAt < this.#options.freshMs) {
      return Promise.resolve({ value: kept.value, stale: false });
    }
    const running = this.#running.get(key);
    if (running) return running.answer;
    const question = Symbol(key);
    const isCurrent = () => this.#running.get(key)?.question === question;
    const answer = this.#load(key, load, isCurrent).finally(() => {
      if (isCurrent()) this.#running.delete(key);
    });
    this.#running.set(key, { question, answer });
    return answer;
  }

  /** Keeps an answer that was had otherwise. */
  put(key: string, value: T) {
    this.#keep(key, value);
    this.#running.delete(key);
  }

  /** The next question is asked anew; who waits already is not disturbed. */
  forget(key: string) {
    this.#kept.delete(key);
    this.#failures.delete(key);
    this.#running.delete(key);
  }

  /** @param isCurrent - false once somebody knows better than a question that was asked earlier */
  async #load(
    key: string,
    load: () => Promise<T>,
    isCurrent: () => boolean,
  ): Promise<SharedAnswer<T>> {
    const failed = this.#failures.get(key);
    if (failed && this.#now() - failed.at < (this.#options.failureMs ?? 0)) {
      return this.#standIn(key, failed.error);
    }
    try {
      const value = await (async () => load())();
      if (isCurrent()) this.#keep(key, value);
      return { value, stale: false };
    } catch (error) {
      if (isCurrent()) this.#failures.set(key, { error, at: this.#now() });
      return this.#standIn(key, error);
    }
  }

  #keep(key: string, value: T) {
    this.#kept.set(key, { value, takenAt: this.#now() });
    this.#failures.delete(key);
  }

  #standIn(key: string, error: unknown): SharedAnswer<T> {
    const kept = this.#kept.get(key);
    if (kept && this.#now() - kept.takenAt < (this.#options.staleMs ?? 0)) {
      return { value: kept.value, stale: true };
    }
    throw error;
  }
}
