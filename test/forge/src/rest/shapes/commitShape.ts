import { ForgeContext } from '../../ForgeContext';
import { CommitInfo, FileChange } from '../../git/types';
import { appBot } from '../../model/people';
import { nodeId } from './nodeId';
import { repositoryApi, repositoryPage } from './repositoryShape';
import { userShape } from './userShape';

/** GitHub signs the commits that an app makes without naming an author. */
function verification(commit: CommitInfo) {
  const verified = commit.author.email === appBot.email && commit.committer.name === 'GitHub';
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? 'signed by the forge' : null,
    payload: verified ? commit.tree : null,
    verified_at: verified ? commit.committer.date : null,
  };
}

/** GitHub's `git-commit`. */
export function gitCommitShape(context: ForgeContext, commit: CommitInfo) {
  const api = repositoryApi(context);
  const page = repositoryPage(context);
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification: verification(commit),
  };
}

/** GitHub's `commit`, with its files where they are known. */
export function commitShape(context: ForgeContext, commit: CommitInfo, files?: FileChange[]) {
  const api = repositoryApi(context);
  const page = repositoryPage(context);
  const author = context.access.userByEmail(commit.author.email);
  const committer = context.access.userByEmail(commit.committer.email);
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: verification(commit),
    },
    author: author ? userShape(context, author) : null,
    committer: committer ? userShape(context, committer) : null,
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    ...(files
      ? { stats: stats(files), files: files.map(f => fileShape(context, f, commit.sha)) }
      : {}),
  };
}

/** GitHub's `diff-entry`. */
export function fileShape(context: ForgeContext, file: FileChange, commit: string) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(context);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${commit}/${path}`,
    raw_url: `${page}/raw/${commit}/${path}`,
    contents_url: `${repositoryApi(context)}/contents/${path}?ref=${commit}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath ? { previous_filename: file.previousPath } : {}),
  };
}

function stats(files: FileChange[]) {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return { additions, deletions, total: additions + deletions };
}
