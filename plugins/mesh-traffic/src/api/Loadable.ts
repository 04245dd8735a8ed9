/** An answer as a page needs it: there may be data and an error at once, when a later question failed. */
export interface Loadable<T> {
  data: T | undefined;
  error: Error | null;
  /** True before the first answer of either kind. */
  isPending: boolean;
  /** Unix milliseconds of the last good answer; 0 without one. */
  dataUpdatedAt: number;
}
