import { ForgeContext } from '../../ForgeContext';
import { commitsBetween } from '../../git/compare';
import { Comment, Label, Pull, Review } from '../../model/Pull';
import { pullFiles } from '../../model/pullFiles';
import { nodeId } from './nodeId';
import { repositoryApi, repositoryPage, repositoryShape } from './repositoryShape';
import { teamShape, userShape } from './userShape';

/** GitHub's `pull-request-simple`. */
export function simplePullShape(context: ForgeContext, pull: Pull) {
  const api = `${repositoryApi(context)}/pulls/${pull.number}`;
  const issue = `${repositoryApi(context)}/issues/${pull.number}`;
  const page = `${repositoryPage(context)}/pull/${pull.number}`;
  const statuses = `${repositoryApi(context)}/statuses/${pull.headSha}`;
  const branch = (ref: string, sha: string) => {
    const repo = repositoryShape(context);
    return { label: `${context.info.owner}:${ref}`, ref, sha, user: repo.owner, repo };
  };
  return {
    url: api,
    id: 1000 + pull.number,
    node_id: nodeId('PR', pull.number),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(context, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewers.map(user => userShape(context, user)),
    requested_teams: pull.teams.map(team => teamShape(context, team)),
    labels: pull.labels.map(label => labelShape(context, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${api}/commits`,
    review_comments_url: `${api}/comments`,
    review_comment_url: `${repositoryApi(context)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: branch(pull.head, pull.headSha),
    base: branch(pull.base, pull.baseSha),
    _links: {
      self: { href: api },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${api}/comments` },
      review_comment: { href: `${repositoryApi(context)}/pulls/comments{/number}` },
      commits: { href: `${api}/commits` },
      statuses: { href: statuses },
    },
    author_association: 'COLLABORATOR',
    auto_merge: null,
  };
}

/** GitHub's `pull-request`. Fresh ones have no mergeability yet: GitHub works it out afterwards. */
export async function pullShape(
  context: ForgeContext,
  pull: Pull,
  options: { fresh?: boolean } = {},
) {
  const { repository, pulls } = context;
  const [files, commits, mergeability] = await Promise.all([
    pullFiles(repository, pull),
    commitsBetween(repository, pull.baseSha, pull.headSha),
    options.fresh ? 'unknown' : pulls.mergeability(pull),
  ]);
  const mergeable = mergeability === 'unknown' ? null : mergeability === 'mergeable';
  return {
    ...simplePullShape(context, pull),
    merged: pull.mergedAt !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeableState(pull, mergeable),
    merged_by: pull.mergedBy ? userShape(context, pull.mergedBy) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/** GitHub's `label`. */
export function labelShape(context: ForgeContext, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryApi(context)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** GitHub's `issue-comment`. */
export function commentShape(context: ForgeContext, pull: Pull, comment: Comment) {
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${repositoryApi(context)}/issues/comments/${comment.id}`,
    html_url: `${repositoryPage(context)}/pull/${pull.number}#issuecomment-${comment.id}`,
    issue_url: `${repositoryApi(context)}/issues/${pull.number}`,
    user: userShape(context, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'COLLABORATOR',
    body: comment.body,
  };
}

/** GitHub's `pull-request-review`. */
export function reviewShape(context: ForgeContext, pull: Pull, review: Review) {
  const page = `${repositoryPage(context)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const api = `${repositoryApi(context)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: userShape(context, review.user),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: api,
    _links: { html: { href: page }, pull_request: { href: api } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
    author_association: 'COLLABORATOR',
  };
}

function mergeableState(pull: Pull, mergeable: boolean | null): string {
  if (mergeable === null) return 'unknown';
  if (!mergeable) return 'dirty';
  return pull.draft ? 'draft' : 'clean';
}
