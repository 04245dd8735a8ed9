/** Who and when, as git records it. */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601, UTC, to the second. */
  date: string;
}

export interface CommitInfo {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface TreeEntry {
  path: string;
  /** For example `100644`. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; only for blobs. */
  size?: number;
}

/** What shall lie at a path; `sha: null` takes the path away. */
export interface TreeChange {
  path: string;
  mode: string;
  sha: string | null;
}

export interface RefInfo {
  /** Full name, for example `refs/heads/main`. */
  name: string;
  sha: string;
  type: 'commit' | 'tag' | 'tree' | 'blob';
}

export interface FileChange {
  path: string;
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Blob after the change; the one before it for a removed file. */
  sha: string;
  additions: number;
  deletions: number;
  /** Unified hunks; absent for binary files. */
  patch?: string;
}
