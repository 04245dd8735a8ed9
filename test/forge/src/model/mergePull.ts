import { commitsBetween } from '../git/compare';
import { GitError } from '../git/Git';
import { GitRepository } from '../git/GitRepository';
import { mergeTree, rebase } from '../git/merge';
import { isoDate } from '../git/parse';
import { Signature } from '../git/types';
import { GithubError } from './GithubError';
import { User } from './people';
import { Pull } from './Pull';
import { PullRequests } from './PullRequests';

export interface MergeRequest {
  method?: 'merge' | 'squash' | 'rebase';
  /** Merge only if the head is still this commit. */
  sha?: string;
  title?: string;
  message?: string;
}

interface Context {
  repository: GitRepository;
  pulls: PullRequests;
  owner: string;
  now: () => Date;
}

/** Merges a pull request the way GitHub does; gives the new head of the base branch. */
export async function mergePull(
  context: Context,
  pull: Pull,
  by: User,
  request: MergeRequest,
): Promise<string> {
  if (pull.state === 'closed') throw notMergeable('Pull Request is not mergeable');
  if (pull.draft) throw notMergeable('Pull Request is still a draft');
  if (request.sha && request.sha !== pull.headSha) {
    throw new GithubError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const tree = await mergeTree(context.repository, pull.baseSha, pull.headSha);
  if (!tree) throw notMergeable('Pull Request is not mergeable');

  const merged = await mergedCommit(context, pull, by, request, tree);
  try {
    await context.repository.updateRef(`refs/heads/${pull.base}`, merged, pull.baseSha);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new GithubError(405, 'Base branch was modified. Review and try the merge again.');
  }
  context.pulls.markMerged(pull, merged, by);
  return merged;
}

async function mergedCommit(
  { repository, owner, now }: Context,
  pull: Pull,
  by: User,
  request: MergeRequest,
  tree: string,
): Promise<string> {
  const signature = (user: User): Signature => ({
    name: user.name,
    email: user.email,
    date: isoDate(now()),
  });
  const committer: Signature = {
    name: 'GitHub',
    email: 'noreply@github.com',
    date: isoDate(now()),
  };
  if (request.method === 'rebase') {
    const head = await rebase(repository, pull.headSha, pull.baseSha, committer);
    if (!head) throw notMergeable("This branch can't be rebased");
    return head;
  }
  if (request.method === 'squash') {
    const commits = await commitsBetween(repository, pull.baseSha, pull.headSha);
    const title = request.title ?? `${pull.title} (#${pull.number})`;
    const list = commits.map(commit => `* ${commit.message}`).join('\n\n');
    return repository.writeCommit({
      tree,
      parents: [pull.baseSha],
      message: `${title}\n\n${request.message ?? list}`.trim(),
      author: signature(pull.author),
      committer,
    });
  }
  const title = request.title ?? `Merge pull request #${pull.number} from ${owner}/${pull.head}`;
  return repository.writeCommit({
    tree,
    parents: [pull.baseSha, pull.headSha],
    message: `${title}\n\n${request.message ?? pull.title}`.trim(),
    author: signature(by),
    committer,
  });
}

function notMergeable(message: string): GithubError {
  return new GithubError(405, message);
}
