/**
 * Is the policy doing what it says, for one caller and one aspect? `byFlagger`: the policy leaves the split to Flagger, so
 * that there is none to be off from.
 */
export type VerdictWord =
  'asPlanned' | 'slightlyOff' | 'offPlan' | 'noTraffic' | 'cannotTell' | 'notListed' | 'byFlagger';

/** A change is proposed, then merged, then seen in traffic; between the last two it is waited for. */
export type PlanStage = 'live' | 'waitingForTraffic';

export interface Verdict {
  word: VerdictWord;
  /** One sentence with the number that decides. */
  reason: string;
  stage: PlanStage;
}
