import { Team, User } from './people';

export interface Label {
  id: number;
  name: string;
  color: string;
  description: string;
}

export interface Comment {
  id: number;
  body: string;
  user: User;
  createdAt: string;
  updatedAt: string;
}

export interface Review {
  id: number;
  body: string;
  user: User;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'PENDING';
  commit: string;
  submittedAt: string;
}

/** A pull request as the forge keeps it. Dates are ISO 8601. */
export interface Pull {
  number: number;
  title: string;
  body: string | null;
  draft: boolean;
  state: 'open' | 'closed';
  author: User;
  /** Branch names without `refs/heads/`. */
  head: string;
  base: string;
  /** Head and base commit; of a closed pull request as they were then. */
  headSha: string;
  baseSha: string;
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  mergedAt?: string;
  mergedBy?: User;
  mergeCommit?: string;
  labels: Label[];
  reviewers: User[];
  teams: Team[];
  reviews: Review[];
  comments: Comment[];
}

/** Whether GitHub would offer to merge it. */
export type Mergeability = 'mergeable' | 'conflicting' | 'unknown';
