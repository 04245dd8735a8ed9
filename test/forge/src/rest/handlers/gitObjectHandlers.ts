import { ForgeContext } from '../../ForgeContext';
import { GitError } from '../../git/Git';
import { isoDate } from '../../git/parse';
import { Signature, TreeChange, TreeEntry } from '../../git/types';
import { GithubError } from '../../model/GithubError';
import { created, ok, signedIn } from '../respond';
import { gitCommitShape } from '../shapes/commitShape';
import { nodeId } from '../shapes/nodeId';
import { repositoryApi } from '../shapes/repositoryShape';
import { RestHandlers, RestRequest } from '../types';

interface NewTreeEntry {
  path?: string;
  mode?: string;
  sha?: string | null;
  content?: string;
}

interface NewCommit {
  message: string;
  tree: string;
  parents?: string[];
  author?: { name: string; email: string; date?: string };
  committer?: { name?: string; email?: string; date?: string };
}

export const gitObjectHandlers: RestHandlers<
  | 'git/get-blob'
  | 'git/create-blob'
  | 'git/get-tree'
  | 'git/create-tree'
  | 'git/get-commit'
  | 'git/create-commit'
> = {
  'git/get-blob': async (context, { params, accept }) => {
    const sha = params.file_sha;
    if ((await context.repository.objectType(sha)) !== 'blob') throw GithubError.notFound();
    const content = await context.repository.blob(sha);
    if (accept.includes('.raw')) return { status: 200, body: content, contentType: 'text/plain' };
    return ok({
      sha,
      node_id: nodeId('B', sha),
      size: content.length,
      url: blobUrl(context, sha),
      content: content.toString('base64'),
      encoding: 'base64',
    });
  },

  'git/create-blob': async (context, { body }) => {
    const { content, encoding = 'utf-8' } = body as { content: string; encoding?: string };
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
    const [sha] = await context.repository.writeBlobs([bytes]);
    return created({ sha, url: blobUrl(context, sha) });
  },

  'git/get-tree': async (context, { params, query }) => {
    const { repository } = context;
    const known = await repository.objectType(params.tree_sha);
    const sha = known ? params.tree_sha : await repository.resolveCommit(params.tree_sha);
    if (!sha || known === 'blob') throw GithubError.notFound();
    const tree = await repository.entryAt(sha, '');
    const entries = await repository.tree(sha, { recursive: query.recursive !== undefined });
    return ok(treeShape(context, tree?.sha ?? sha, entries));
  },

  'git/create-tree': async (context, { body }) => {
    const { base_tree: base, tree } = body as { base_tree?: string; tree: NewTreeEntry[] };
    if (base !== undefined && !['tree', 'commit'].includes(await typeOf(context, base))) {
      throw GithubError.notFound();
    }
    const sha = await writeTree(context, base, tree);
    return created(treeShape(context, sha, await context.repository.tree(sha)));
  },

  'git/get-commit': async (context, { params }) => {
    if ((await typeOf(context, params.commit_sha)) !== 'commit') throw GithubError.notFound();
    return ok(gitCommitShape(context, await context.repository.commit(params.commit_sha)));
  },

  'git/create-commit': async (context, request) => {
    const { tree, parents = [], message, ...given } = request.body as NewCommit;
    if ((await typeOf(context, tree)) !== 'tree') {
      throw new GithubError(422, 'Tree SHA does not exist');
    }
    for (const parent of parents) {
      if ((await typeOf(context, parent)) !== 'commit') {
        throw new GithubError(422, 'Parent SHA does not exist or is not a commit object');
      }
    }
    const signatures = signaturesOf(context, request, given);
    const sha = await context.repository.writeCommit({ tree, parents, message, ...signatures });
    return created(gitCommitShape(context, await context.repository.commit(sha)));
  },
};

async function writeTree(
  { repository }: ForgeContext,
  base: string | undefined,
  entries: NewTreeEntry[],
): Promise<string> {
  const inline = entries.filter(entry => entry.content !== undefined);
  const blobs = await repository.writeBlobs(inline.map(entry => entry.content ?? ''));
  const changes = entries.map((entry): TreeChange => {
    const { path = '', mode = '100644' } = entry;
    if (path.split('/').some(part => ['', '.', '..', '.git'].includes(part))) {
      throw new GithubError(422, 'tree.path contains a malformed path component');
    }
    const written = inline.indexOf(entry);
    return { path, mode, sha: written >= 0 ? blobs[written] : (entry.sha ?? null) };
  });
  try {
    for (const { path } of changes.filter(change => change.sha === null)) {
      if (!base || !(await repository.entryAt(base, path))) {
        throw new GithubError(422, 'GitRPC::BadObjectState');
      }
    }
    return await repository.writeTree(base, changes);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new GithubError(422, 'tree.sha does not exist in this repository');
  }
}

/** Without author and committer the commit is the caller's; an app's is then signed by GitHub. */
function signaturesOf(
  { now }: ForgeContext,
  request: RestRequest,
  given: Pick<NewCommit, 'author' | 'committer'>,
): { author: Signature; committer: Signature } {
  const { name, email } = signedIn(request);
  const date = isoDate(now());
  const caller = { name, email, date };
  const author = { ...caller, ...given.author };
  const signed = request.actor?.app && !given.author && !given.committer;
  const committer = signed
    ? { name: 'GitHub', email: 'noreply@github.com', date }
    : { ...author, ...given.committer };
  return { author, committer };
}

async function typeOf({ repository }: ForgeContext, sha: string): Promise<string> {
  return (await repository.objectType(sha)) ?? 'none';
}

function treeShape(context: ForgeContext, sha: string, entries: TreeEntry[]) {
  return {
    sha,
    url: `${repositoryApi(context)}/git/trees/${sha}`,
    truncated: false,
    tree: entries.map(entry => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      url: `${repositoryApi(context)}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`,
    })),
  };
}

function blobUrl(context: ForgeContext, sha: string): string {
  return `${repositoryApi(context)}/git/blobs/${sha}`;
}
