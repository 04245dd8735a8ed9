import { matches, RequestEntry, RequestFilter } from '../server/RequestLog';

/** What goes wrong. `after` means: the request took effect, and the answer is lost. */
export type Fault =
  | {
      type: 'status';
      /** For example 502, or 403 and 429 with `retryAfterSeconds`. */
      status: number;
      when?: 'before' | 'after';
      message?: string;
      retryAfterSeconds?: number;
      headers?: Record<string, string>;
      /** Instead of GitHub's usual body, for example GraphQL's `{ errors: [...] }` with status 200. */
      body?: unknown;
    }
  /** The connection stays open and nothing ever comes. */
  | { type: 'timeout'; when?: 'before' | 'after' }
  /** The connection is cut without an answer. */
  | { type: 'reset'; when?: 'before' | 'after' }
  /** Somebody else acts just before the request is looked at: a push to its branch, a merge, a closed proposal. */
  | { type: 'meanwhile'; act: () => Promise<unknown> };

export interface FaultRule extends RequestFilter {
  /** Only requests whose path matches. */
  path?: RegExp;
  fault: Fault;
  /** How many requests it hits; 1 when absent. */
  times?: number;
  /** How many matching requests pass before; 0 when absent. */
  skip?: number;
}

export interface InjectedFault {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

interface ActiveRule {
  rule: FaultRule;
  seen: number;
  hits: number;
}

/** Failures that tests put in the way of requests. */
export class Faults {
  #rules: ActiveRule[] = [];

  inject(rule: FaultRule): InjectedFault {
    const active: ActiveRule = { rule, seen: 0, hits: 0 };
    this.#rules.push(active);
    return {
      get hits() {
        return active.hits;
      },
      remove: () => {
        this.#rules = this.#rules.filter(other => other !== active);
      },
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, if any; counts it. */
  next(entry: RequestEntry): Fault | undefined {
    for (const active of this.#rules) {
      const { fault, path, times = 1, skip = 0, ...filter } = active.rule;
      if (!matches(entry, filter) || (path && !path.test(entry.path))) continue;
      active.seen += 1;
      if (active.seen <= skip || active.hits >= times) continue;
      active.hits += 1;
      return fault;
    }
    return undefined;
  }
}
