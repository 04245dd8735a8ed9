import { ServiceRef } from '../api/refs';
import { Diagnostic } from '../diagnostic';

/** What happens to a file of the policy's folder. */
export interface FileChange {
  /** Path in the GitOps repository. */
  path: string;
  status: 'added' | 'changed' | 'removed';
  /** Unified diff with three lines of context, without file headers. */
  diff: string;
  additions: number;
  deletions: number;
}

/** A generated file in the repository that is not what the compiler wrote. */
export interface Drift {
  path: string;
  /** `edited`: by hand since it was generated; `outdated`: by an older compiler; `missing`; `unmanaged`: not ours. */
  status: 'edited' | 'outdated' | 'missing' | 'unmanaged';
  /** Unified diff from what the compiler writes to what lies there. */
  diff?: string;
  /** Git blob that the person saw; the acknowledgement names it. */
  blob?: string;
}

/** One caller as the change finds and leaves it. Texts are for people. */
export interface CallerChange {
  /** Source namespace; `*` stands for all other callers. */
  caller: string;
  kind: 'added' | 'removed' | 'changed' | 'unchanged';
  /** Version to percent; absent when the service's own default applies (all versions mixed). */
  before?: Record<string, number>;
  after?: Record<string, number>;
  /** What of its treatment changes, before and after in a few words, for tables; absent when nothing does. */
  changes?: Array<{ aspect: string; before: string; after: string }>;
  /** Sentences of what changes for this caller, worst first. */
  consequences: string[];
  /** Measured calls per minute now; absent when unknown. */
  requestsPerMinute?: number;
}

/**
 * What a change does, before anyone commits to it. Preview, pull request, CLI and page all show this one
 * object, so that they cannot disagree.
 */
export interface ChangeReview {
  service: ServiceRef;
  /** The change in words, at most 72 characters: the pull request's title. */
  title: string;
  /** The worst consequence in one sentence. */
  summary: string;
  /** True when the change leaves every file as it is. */
  unchanged: boolean;
  callers: CallerChange[];
  /** What changes for everybody or beside the callers, one sentence each, worst first. */
  general: string[];
  files: FileChange[];
  drift: Drift[];
  /**
   * Findings that the change brings, about the policy and about the manifests of its folder; the latter have `object`
   * and `file`. An error stops the proposal.
   */
  diagnostics: Diagnostic[];
  /** Findings that were there before and stay; they stop nothing, errors included. */
  known: Diagnostic[];
  /** Findings that the change makes go away, with paths and lines of before. */
  cured: Diagnostic[];
  /** What cannot be known, one sentence each; as loud as what is known. */
  unknowns: string[];
  /** The commit of the GitOps repository that `before` was read from. */
  baseCommit: string;
  /** Window and time of the traffic that the numbers come from; absent without traffic. */
  traffic?: { windowSeconds: number; takenAt: string; source: string };
}
