/** GitHub's own limit for a page. */
const PAGE = 100;

/** More open proposals than ten pages are said to be too many. */
export const MAX_BRANCH_PAGES = 10;

const FILES = 'entries { name type mode oid object { ... on Blob { text isTruncated byteSize } } }';

/** The policy folders of a repository and a page of the branches of proposals, with the open pull request of each. */
export const LIST_QUERY = `
query MeshTrafficPolicies(
  $owner: String!, $repo: String!, $branch: String!, $path: String!, $prefix: String!,
  $after: String, $withFiles: Boolean!
) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $branch) @include(if: $withFiles) {
      target {
        ... on Commit {
          oid
          file(path: $path) {
            object {
              ... on Tree {
                entries {
                  name type
                  object { ... on Tree { entries { name type object { ... on Tree { ${FILES} } } } } }
                }
              }
            }
          }
        }
      }
    }
    refs(refPrefix: $prefix, first: ${PAGE}, after: $after) {
      nodes { name associatedPullRequests(states: OPEN, first: 1) { nodes { number } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export interface FolderNode {
  name: string;
  type: string;
  object: { entries?: FolderNode[] } | null;
}

export interface ListQueryResult {
  repository: {
    ref?: {
      target: { oid: string; file: { object: { entries?: FolderNode[] } | null } | null };
    } | null;
    refs: {
      nodes: Array<{ name: string; associatedPullRequests: { nodes: Array<{ number: number }> } }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
}
