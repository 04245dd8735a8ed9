/** The part of GitHub's GraphQL schema that the forge answers; made by `cut.ts`. */
export const forgeSdl = `
type Query {
  repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
  viewer: User!
  rateLimit(dryRun: Boolean = false): RateLimit
}

type RateLimit {
  cost: Int!
  limit: Int!
  remaining: Int!
  resetAt: DateTime!
  used: Int!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

interface Actor {
  login: String!
  url: URI!
  avatarUrl(size: Int): URI!
}

type User implements Actor {
  id: ID!
  login: String!
  name: String
  url: URI!
  avatarUrl(size: Int): URI!
  email: String!
}

type Bot implements Actor {
  id: ID!
  login: String!
  url: URI!
  avatarUrl(size: Int): URI!
}

type Repository {
  id: ID!
  name: String!
  nameWithOwner: String!
  url: URI!
  isPrivate: Boolean!
  defaultBranchRef: Ref
  object(expression: String, oid: GitObjectID): GitObject
  ref(qualifiedName: String!): Ref
  refs(after: String, before: String, direction: OrderDirection, first: Int, last: Int, orderBy: RefOrder, query: String, refPrefix: String!): RefConnection
  pullRequest(number: Int!): PullRequest
  pullRequests(after: String, baseRefName: String, before: String, first: Int, headRefName: String, labels: [String!], last: Int, orderBy: IssueOrder, states: [PullRequestState!]): PullRequestConnection!
}

type Ref {
  id: ID!
  name: String!
  prefix: String!
  target: GitObject
  associatedPullRequests(after: String, baseRefName: String, before: String, first: Int, headRefName: String, labels: [String!], last: Int, orderBy: IssueOrder, states: [PullRequestState!]): PullRequestConnection!
}

type RefConnection {
  nodes: [Ref]
  pageInfo: PageInfo!
  totalCount: Int!
}

interface GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  commitUrl: URI!
}

type Commit implements GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  commitUrl: URI!
  url: URI!
  message: String!
  messageHeadline: String!
  messageBody: String!
  authoredDate: DateTime!
  committedDate: DateTime!
  author: GitActor
  committer: GitActor
  tree: Tree!
  file(path: String!): TreeEntry
  history(after: String, author: CommitAuthor, before: String, first: Int, last: Int, path: String, since: GitTimestamp, until: GitTimestamp): CommitHistoryConnection!
  parents(after: String, before: String, first: Int, last: Int): CommitConnection!
  associatedPullRequests(after: String, before: String, first: Int, last: Int, orderBy: PullRequestOrder = {direction: ASC, field: CREATED_AT}): PullRequestConnection
  statusCheckRollup: StatusCheckRollup
}

type StatusCheckRollup {
  state: StatusState!
}

type CommitConnection {
  nodes: [Commit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type CommitHistoryConnection {
  nodes: [Commit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type GitActor {
  name: String
  email: String
  date: GitTimestamp
  user: User
}

type Tree implements GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  commitUrl: URI!
  entries: [TreeEntry!]
}

type TreeEntry {
  name: String!
  path: String
  type: String!
  mode: Int!
  oid: GitObjectID!
  object: GitObject
  size: Int!
  extension: String
}

type Blob implements GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  commitUrl: URI!
  text: String
  byteSize: Int!
  isBinary: Boolean
  isTruncated: Boolean!
}

type PullRequest {
  id: ID!
  number: Int!
  url: URI!
  permalink: URI!
  title: String!
  body: String!
  bodyText: String!
  isDraft: Boolean!
  state: PullRequestState!
  closed: Boolean!
  merged: Boolean!
  createdAt: DateTime!
  updatedAt: DateTime!
  closedAt: DateTime
  mergedAt: DateTime
  author: Actor
  mergedBy: Actor
  mergeCommit: Commit
  baseRefName: String!
  baseRefOid: GitObjectID!
  baseRef: Ref
  headRefName: String!
  headRefOid: GitObjectID!
  headRef: Ref
  mergeable: MergeableState!
  labels(after: String, before: String, first: Int, last: Int, orderBy: LabelOrder = {direction: ASC, field: CREATED_AT}): LabelConnection
  commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
  reviews(after: String, author: String, before: String, first: Int, last: Int, states: [PullRequestReviewState!]): PullRequestReviewConnection
  reviewDecision: PullRequestReviewDecision
  changedFiles: Int!
  additions: Int!
  deletions: Int!
}

type PullRequestConnection {
  nodes: [PullRequest]
  pageInfo: PageInfo!
  totalCount: Int!
}

type Label {
  id: ID!
  name: String!
  color: String!
  description: String
}

type LabelConnection {
  nodes: [Label]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestCommit {
  id: ID!
  commit: Commit!
}

type PullRequestCommitConnection {
  nodes: [PullRequestCommit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestReview {
  id: ID!
  author: Actor
  body: String!
  state: PullRequestReviewState!
  submittedAt: DateTime
}

type PullRequestReviewConnection {
  nodes: [PullRequestReview]
  pageInfo: PageInfo!
  totalCount: Int!
}

enum IssueOrderField {
  COMMENTS
  CREATED_AT
  UPDATED_AT
}

enum LabelOrderField {
  CREATED_AT
  NAME
}

enum MergeableState {
  CONFLICTING
  MERGEABLE
  UNKNOWN
}

enum OrderDirection {
  ASC
  DESC
}

enum PullRequestOrderField {
  CREATED_AT
  UPDATED_AT
}

enum PullRequestReviewDecision {
  APPROVED
  CHANGES_REQUESTED
  REVIEW_REQUIRED
}

enum PullRequestReviewState {
  APPROVED
  CHANGES_REQUESTED
  COMMENTED
  DISMISSED
  PENDING
}

enum PullRequestState {
  CLOSED
  MERGED
  OPEN
}

enum RefOrderField {
  ALPHABETICAL
  TAG_COMMIT_DATE
}

enum StatusState {
  ERROR
  EXPECTED
  FAILURE
  PENDING
  SUCCESS
}

input CommitAuthor {
  emails: [String!]
  id: ID
}

input IssueOrder {
  direction: OrderDirection!
  field: IssueOrderField!
}

input LabelOrder {
  direction: OrderDirection!
  field: LabelOrderField!
}

input PullRequestOrder {
  direction: OrderDirection!
  field: PullRequestOrderField!
}

input RefOrder {
  direction: OrderDirection!
  field: RefOrderField!
}

scalar DateTime

scalar GitObjectID

scalar GitTimestamp

scalar URI
`;
