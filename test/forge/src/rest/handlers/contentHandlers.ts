import { ForgeContext } from '../../ForgeContext';
import { isoDate } from '../../git/parse';
import { TreeEntry } from '../../git/types';
import { GithubError } from '../../model/GithubError';
import { created, ok, signedIn } from '../respond';
import { gitCommitShape } from '../shapes/commitShape';
import { repositoryApi, repositoryPage } from '../shapes/repositoryShape';
import { RestHandlers } from '../types';
import { requireCommit } from './repositoryHandlers';

interface NewContent {
  message: string;
  /** Base64. */
  content: string;
  sha?: string;
  branch?: string;
}

export const contentHandlers: RestHandlers<
  'repos/get-content' | 'repos/create-or-update-file-contents'
> = {
  'repos/get-content': async (context, { params, query, accept }) => {
    const { repository, info } = context;
    const ref = String(query.ref ?? info.defaultBranch);
    const commit = await requireCommit(context, ref);
    const entry = await repository.entryAt(commit, params.path);
    if (!entry) throw GithubError.notFound();
    if (entry.type === 'tree') {
      const prefix = entry.path === '' ? '' : `${entry.path}/`;
      const entries = await repository.tree(entry.sha);
      return ok(entries.map(e => entryShape(context, { ...e, path: prefix + e.path }, ref)));
    }
    const content = await repository.blob(entry.sha);
    if (/\.raw\b|v3\.raw/.test(accept)) {
      return {
        status: 200,
        body: content,
        contentType: 'application/vnd.github.raw+json; charset=utf-8',
      };
    }
    const target = entry.mode === '120000' ? { target: content.toString('utf8') } : {};
    return ok({
      ...entryShape(context, entry, ref),
      ...target,
      content: content.toString('base64'),
      encoding: 'base64',
    });
  },

  'repos/create-or-update-file-contents': async (context, request) => {
    const { repository, info, now } = context;
    const { message, content, sha, branch = info.defaultBranch } = request.body as NewContent;
    const { path } = request.params;
    const ref = await repository.ref(`refs/heads/${branch}`);
    if (!ref) throw new GithubError(404, `Branch ${branch} not found`);
    const before = await repository.entryAt(ref.sha, path);
    if (before && sha === undefined) {
      throw new GithubError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    if (sha !== undefined && before?.sha !== sha) {
      throw new GithubError(409, `${path} does not match ${sha}`);
    }
    const [blob] = await repository.writeBlobs([Buffer.from(content, 'base64')]);
    const tree = await repository.writeTree(ref.sha, [{ path, mode: '100644', sha: blob }]);
    const { name, email } = signedIn(request);
    const signature = { name, email, date: isoDate(now()) };
    const commit = await repository.writeCommit({
      tree,
      parents: [ref.sha],
      message,
      author: signature,
      committer: signature,
    });
    await repository.updateRef(ref.name, commit, ref.sha);
    const entry = await repository.entryAt(commit, path);
    const body = {
      content: entry ? entryShape(context, entry, branch) : null,
      commit: gitCommitShape(context, await repository.commit(commit)),
    };
    return before ? ok(body) : created(body);
  },
};

function entryShape(context: ForgeContext, entry: TreeEntry, ref: string) {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(context);
  const isTree = entry.type === 'tree';
  const self = `${repositoryApi(context)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = `${repositoryApi(context)}/git/${isTree ? 'trees' : 'blobs'}/${entry.sha}`;
  const html = `${page}/${isTree ? 'tree' : 'blob'}/${ref}/${path}`;
  return {
    name: entry.path.split('/').pop(),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    type: contentType(entry),
    url: self,
    html_url: html,
    git_url: git,
    download_url: isTree ? null : `${page}/raw/${ref}/${path}`,
    _links: { self, git, html },
  };
}

function contentType(entry: TreeEntry): string {
  if (entry.type === 'tree') return 'dir';
  if (entry.type === 'commit') return 'submodule';
  return entry.mode === '120000' ? 'symlink' : 'file';
}
