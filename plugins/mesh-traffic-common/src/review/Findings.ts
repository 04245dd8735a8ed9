import { Diagnostic } from '../diagnostic';

/** A finding, and where it is in words that stay when rules before it come or go. */
export interface PlacedFinding {
  finding: Diagnostic;
  /** Like the path, with the names of list entries that have one: `spec.http[from-prod].retries`. */
  place: string;
}

/** What was found on one side of a change. */
export interface Findings {
  found: PlacedFinding[];
  /** Findings that the policy or the manifest says to live with. */
  accepted: PlacedFinding[];
}
