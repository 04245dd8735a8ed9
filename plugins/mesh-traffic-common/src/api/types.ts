import { Diagnostic, MergePatch } from '../diagnostic';
import { RoutingPolicy } from '../policy';
import { ChangeReview, Drift } from '../review/ChangeReview';
import { TrafficSnapshot } from '../traffic/snapshot';
import { Verdict } from '../traffic/verdict';
import { ServiceMapping, ServiceRef } from './refs';

/** Which policy is meant: by the catalog entity of the service, or (policy admins) by the service itself. */
export type PolicyTarget = { entityRef: string; mesh?: string } | { policyRef: ServiceRef };

/** The state of the repository that a person saw when they made their change. */
export interface PolicyBase {
  /** Head commit of the base branch, 40 hex digits. */
  commit: string;
  /** Git blob of `routing-policy.yaml`; null when the service has no policy yet. */
  policyBlob: string | null;
  /** Number of the open pull request that the change continues. */
  pullRequest?: number;
}

export type PreviewRequest = PolicyTarget & {
  /** Absent: the newest state. */
  base?: PolicyBase;
  patch: MergePatch;
};

export interface PreviewResponse {
  review: ChangeReview;
  /** The state that was reviewed; to be sent along with propose. */
  base: PolicyBase;
  /** Fields that somebody else changed since the request's base, and that the patch sets too. */
  conflicts: PolicyConflict[];
}

export type ProposeRequest = PolicyTarget & {
  base: PolicyBase;
  patch: MergePatch;
  /** Blobs of hand-edited files that the person has seen and agrees to overwrite. */
  driftAck?: string[];
  /** Why, in the requester's words; shown in the pull request, escaped. */
  note?: string;
  draft?: boolean;
};

export interface PullRequestRef {
  number: number;
  url: string;
  title: string;
  branch: string;
  /** Entity ref of the person who asked for it, from the commit's trailer. */
  requestedBy?: string;
  createdAt: string;
  draft: boolean;
}

export interface ProposeResponse {
  status: 'created' | 'updated' | 'unchanged';
  /** Absent when nothing changed. */
  pullRequest?: PullRequestRef;
  review: ChangeReview;
  /** What was tried and did not work, and does not matter for the change: labels, reviewers. */
  warnings: string[];
}

/** A field that both sides changed. Body of a 409. */
export interface PolicyConflict {
  path: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface MergedChange {
  pullRequest?: number;
  url?: string;
  title: string;
  commit: string;
  /** ISO 8601. */
  mergedAt: string;
  author?: string;
}

export interface PolicySummary {
  service: ServiceRef;
  /** The catalog entity that stands for the service; absent when the reader sees none. */
  entityRef?: string;
  callers: number;
  diagnostics: { errors: number; warnings: number };
  drift: number;
  openPullRequests: number;
}

export interface PolicyListResponse {
  policies: PolicySummary[];
  /** Meshes whose repository could not be read, with the reason. `isPartial`: its policies are there, a count is not whole. */
  failures: Array<{ mesh: string; reason: string; isPartial?: boolean }>;
}

/** Everything that the repository says about one service. */
export interface PolicyDetails {
  service: ServiceMapping;
  base: PolicyBase;
  /** Absent when the service has no policy yet, or the file cannot be read as one (see diagnostics). */
  policy?: RoutingPolicy;
  /** The document's text as it lies in the repository. */
  text?: string;
  /** The generated files as they lie in the repository. */
  files: Array<{ path: string; content: string }>;
  diagnostics: Diagnostic[];
  drift: Drift[];
  proposals: PullRequestRef[];
  history: MergedChange[];
  repository: { url: string; branch: string; path: string };
}

export interface TrafficResponse {
  service: ServiceMapping;
  snapshot: TrafficSnapshot;
  /** Per caller; empty when the plan could not be read. `*` stands for all other callers. */
  verdicts: Record<string, Verdict>;
}
