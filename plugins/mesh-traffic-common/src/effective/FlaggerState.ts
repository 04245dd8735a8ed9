/** Phases of a Canary, as Flagger writes them into its status. */
export type FlaggerPhase =
  | 'Initializing'
  | 'Initialized'
  | 'Waiting'
  | 'Progressing'
  | 'WaitingPromotion'
  | 'Promoting'
  | 'Finalising'
  | 'Succeeded'
  | 'Failed';

/** Where a Canary stands. */
export interface FlaggerState {
  phase: FlaggerPhase;
  /** Whole percent of calls that the routes send to the new version. */
  canaryWeight: number;
  /** Checks done in an A/B test or blue-green release. */
  iterations: number;
  failedChecks: number;
  /** Copies of calls go to the new version. */
  mirroring: boolean;
  /** Value of the session affinity cookie; Flagger draws another one at each step. */
  cookie?: string;
  /** Value of the cookie that keeps a caller on the old version for one step, where there is one. */
  primaryCookie?: string;
}

/** A Canary between releases: everything on the primary. */
export const AT_REST: FlaggerState = {
  phase: 'Initialized',
  canaryWeight: 0,
  iterations: 0,
  failedChecks: 0,
  mirroring: false,
};
