/** Most entries of history, branches and pull requests that one read takes along. */
export const MAX_HISTORY = 20;
export const MAX_BRANCHES = 50;

const ENTRIES = `
  entries { name type mode oid object { ... on Blob { oid text isBinary isTruncated byteSize } } }
`;

/**
 * Everything that the product needs to know of one policy, in one call of GitHub's GraphQL API: the folder
 * with its files, its history with pull requests, and the branches of the open proposals. On demand also
 * the document as it was at an earlier commit (`<commit>:<path>`).
 */
export const POLICY_QUERY = `
query MeshTrafficPolicy(
  $owner: String!, $repo: String!, $branch: String!, $path: String!, $prefix: String!,
  $earlier: String!, $withEarlier: Boolean!
) {
  repository(owner: $owner, name: $repo) {
    earlier: object(expression: $earlier) @include(if: $withEarlier) {
      ... on Blob { oid text isTruncated }
    }
    ref(qualifiedName: $branch) {
      target {
        ... on Commit {
          oid
          tree { oid }
          file(path: $path) { type object { ... on Tree { ${ENTRIES} } } }
          history(path: $path, first: ${MAX_HISTORY}) {
            nodes {
              oid messageHeadline message committedDate
              author { name user { login } }
              associatedPullRequests(first: 5) {
                nodes { number title url mergedAt author { login } }
              }
            }
          }
        }
      }
    }
    refs(refPrefix: $prefix, first: ${MAX_BRANCHES}) {
      nodes {
        name
        target { oid ... on Commit { message tree { oid } } }
        associatedPullRequests(states: OPEN, first: 5) {
          nodes { number url title body isDraft createdAt baseRefName }
        }
      }
    }
  }
}`;

export interface PolicyQueryResult {
  repository: {
    ref: { target: CommitNode } | null;
    refs: { nodes: RefNode[] };
    earlier?: EarlierBlob;
  } | null;
}

/** Null: no such commit, or no such file in it. Without `oid`: no file. */
export type EarlierBlob = {
  oid?: string;
  text?: string | null;
  isTruncated?: boolean;
} | null;

export interface CommitNode {
  oid: string;
  tree: { oid: string };
  file: { type: string; object: { entries?: EntryNode[] } | null } | null;
  history: { nodes: HistoryNode[] };
}

export interface EntryNode {
  name: string;
  /** `blob`, `tree` or `commit` (a submodule). */
  type: string;
  /** Git's file mode as a number: 0o100644, 0o120000 for a symlink... */
  mode: number;
  oid: string;
  object: {
    oid?: string;
    text?: string | null;
    isBinary?: boolean | null;
    isTruncated?: boolean;
    byteSize?: number;
  } | null;
}

export interface HistoryNode {
  oid: string;
  messageHeadline: string;
  message: string;
  committedDate: string;
  author: { name: string | null; user: { login: string } | null } | null;
  associatedPullRequests: {
    nodes: Array<{
      number: number;
      title: string;
      url: string;
      mergedAt: string | null;
      author: { login: string } | null;
    }>;
  } | null;
}

export interface RefNode {
  /** Without the prefix that was asked for. */
  name: string;
  target: { oid: string; message?: string; tree?: { oid: string } };
  associatedPullRequests: {
    nodes: Array<{
      number: number;
      url: string;
      title: string;
      body: string;
      isDraft: boolean;
      createdAt: string;
      baseRefName: string;
    }>;
  };
}
