/** What became of a suite. A test that did not run counts as failed: it proves nothing. */
export interface SuiteResult {
  passed: number;
  /** One entry for each failed test: what it is, and what went wrong where that was not printed before. */
  failures: string[];
}

/** A part of `npm test`. */
export interface Suite {
  name: string;
  run(): Promise<SuiteResult>;
}
