/** What of a caller's treatment changes. */
export type Aspect = 'access' | 'route' | 'timeout' | 'retries' | 'circuitBreaker' | 'rateLimit';

/** One thing that a change does to one caller. */
export interface Consequence {
  /** What kind of thing, for those who count. */
  kind: 'cutOff' | 'limited' | 'timesOut' | 'moves' | 'access' | 'rule' | 'listing';
  /** How bad it may be: 100 cuts off active callers, 0 is a matter of record. */
  weight: number;
  /** One sentence for people, with numbers where they are known. */
  sentence: string;
  /** The same in a few words, for a title: `canary 10 % -> 25 %`. */
  phrase: string;
  /** The field that changes, before and after in a few words; absent where no field of the caller's changes. */
  change?: { aspect: Aspect; before: string; after: string };
  /** Calls per minute that it touches; absent when unknown. */
  callsPerMinute?: number;
}
