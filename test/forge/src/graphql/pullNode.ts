import { ForgeContext } from '../ForgeContext';
import { commitsBetween } from '../git/compare';
import { Pull } from '../model/Pull';
import { pullFiles } from '../model/pullFiles';
import { nodeId } from '../rest/shapes/nodeId';
import { repositoryPage } from '../rest/shapes/repositoryShape';
import { markdownToText } from '../web/markdown';
import { actorNode } from './accountNodes';
import { connection, PageArguments } from './connection';
import { commitNode } from './objectNodes';
import { branchNode } from './repositoryNode';

export interface PullFilter extends PageArguments {
  states?: string[];
  baseRefName?: string;
  headRefName?: string;
  labels?: string[];
  orderBy?: { field: string; direction: 'ASC' | 'DESC' };
}

/** GraphQL `PullRequestState`. */
function stateOf(pull: Pull): string {
  return pull.mergedAt ? 'MERGED' : pull.state.toUpperCase();
}

/** GraphQL `PullRequestConnection`: by default the oldest first. */
export function pullConnection(context: ForgeContext, args: PullFilter, pulls: Pull[]): unknown {
  const field = args.orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
  const order = args.orderBy?.direction === 'DESC' ? -1 : 1;
  const matching = pulls
    .filter(pull => !args.states || args.states.includes(stateOf(pull)))
    .filter(pull => !args.baseRefName || pull.base === args.baseRefName)
    .filter(pull => !args.headRefName || pull.head === args.headRefName)
    .filter(pull => !args.labels || pull.labels.some(({ name }) => args.labels?.includes(name)))
    .sort((a, b) => order * (a[field].localeCompare(b[field]) || a.number - b.number));
  return connection('pullRequests', args, matching, pull => pullNode(context, pull));
}

/** GraphQL `PullRequest`. */
export function pullNode(context: ForgeContext, pull: Pull): unknown {
  const { repository } = context;
  const url = `${repositoryPage(context)}/pull/${pull.number}`;
  const commit = async (sha: string) => commitNode(context, await repository.commit(sha));
  const sum = async (key: 'additions' | 'deletions') =>
    (await pullFiles(repository, pull)).reduce((total, file) => total + file[key], 0);
  return {
    id: nodeId('PR', pull.number),
    number: pull.number,
    url,
    permalink: url,
    title: pull.title,
    body: pull.body ?? '',
    bodyText: () => markdownToText(pull.body ?? ''),
    isDraft: pull.draft,
    state: stateOf(pull),
    closed: pull.state === 'closed',
    merged: pull.mergedAt !== undefined,
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    closedAt: pull.closedAt,
    mergedAt: pull.mergedAt,
    author: actorNode(context, pull.author),
    mergedBy: pull.mergedBy && actorNode(context, pull.mergedBy),
    mergeCommit: () => pull.mergeCommit && commit(pull.mergeCommit),
    baseRefName: pull.base,
    baseRefOid: pull.baseSha,
    baseRef: () => branchNode(context, pull.base),
    headRefName: pull.head,
    headRefOid: pull.headSha,
    headRef: () => branchNode(context, pull.head),
    mergeable: async () => (await context.pulls.mergeability(pull)).toUpperCase(),
    labels: (args: PageArguments) =>
      connection('labels', args, pull.labels, label => ({ ...label, id: nodeId('LA', label.id) })),
    commits: async (args: PageArguments) => {
      const commits = await commitsBetween(repository, pull.baseSha, pull.headSha);
      return connection('commits', args, commits, info => ({
        id: nodeId('PRC', info.sha),
        commit: commitNode(context, info),
      }));
    },
    reviews: (args: PageArguments & { states?: string[] }) => {
      const reviews = pull.reviews.filter(({ state }) => args.states?.includes(state) ?? true);
      return connection('reviews', args, reviews, review => ({
        ...review,
        id: nodeId('PRR', review.id),
        author: actorNode(context, review.user),
      }));
    },
    reviewDecision: () => reviewDecision(pull),
    changedFiles: async () => (await pullFiles(repository, pull)).length,
    additions: () => sum('additions'),
    deletions: () => sum('deletions'),
  };
}

/** By the latest review of each person that says yes or no. */
function reviewDecision(pull: Pull): string | null {
  const latest = new Map(
    pull.reviews
      .filter(review => review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED')
      .map(review => [review.user.login, review.state]),
  );
  const states = [...latest.values()];
  if (states.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  if (states.includes('APPROVED')) return 'APPROVED';
  return pull.reviewers.length + pull.teams.length > 0 ? 'REVIEW_REQUIRED' : null;
}
