/** Which of the forge's doors a request came through. */
export type RequestKind = 'rest' | 'graphql' | 'git' | 'web';

/** Whether it was to change something. */
export type RequestAccess = 'read' | 'write';

/** One request, noted before it is answered. */
export interface RequestEntry {
  kind: RequestKind;
  access: RequestAccess;
  method: string;
  /** Path and query as sent. */
  path: string;
  /** GitHub's operation id, the name of the GraphQL operation, or git's service. */
  operation?: string;
  /** Absent while it runs, and when the connection was cut. */
  status?: number;
  /** ISO 8601. */
  at: string;
}

export type RequestFilter = Partial<Pick<RequestEntry, 'kind' | 'access' | 'operation' | 'method'>>;

const limit = 10_000;

/** Every request that the forge got, the oldest first; bounded to the last 10,000. */
export class RequestLog {
  #entries: RequestEntry[] = [];

  get entries(): readonly RequestEntry[] {
    return this.#entries;
  }

  add(entry: RequestEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > limit) this.#entries.shift();
  }

  /** Requests that match, for example `count({ kind: 'rest', access: 'write' })`. */
  count(filter: RequestFilter = {}): number {
    return this.matching(filter).length;
  }

  matching(filter: RequestFilter): RequestEntry[] {
    return this.#entries.filter(entry => matches(entry, filter));
  }

  /** What GitHub counts as calls to its API: REST and GraphQL. */
  get apiCalls(): number {
    return this.count({ kind: 'rest' }) + this.count({ kind: 'graphql' });
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Whether an entry has every value of the filter. */
export function matches(entry: RequestEntry, filter: RequestFilter): boolean {
  return Object.entries(filter).every(
    ([key, value]) => value === undefined || entry[key as keyof RequestFilter] === value,
  );
}
