import { changedFiles, commitsBetween, mergeBase } from '../../git/compare';
import { ForgeContext } from '../../ForgeContext';
import { GithubError } from '../../model/GithubError';
import { list, ok } from '../respond';
import { commitShape, fileShape } from '../shapes/commitShape';
import { repositoryApi, repositoryPage, repositoryShape } from '../shapes/repositoryShape';
import { RestHandlers } from '../types';

export const repositoryHandlers: RestHandlers<
  | 'repos/get'
  | 'repos/list-branches'
  | 'repos/get-branch'
  | 'repos/list-commits'
  | 'repos/get-commit'
  | 'repos/compare-commits-with-basehead'
  | 'repos/download-tarball-archive'
> = {
  'repos/get': async context => {
    const open = (await context.pulls.list()).filter(pull => pull.state === 'open');
    return ok(repositoryShape(context, { openPulls: open.length }));
  },

  'repos/list-branches': async (context, request) => {
    const refs = await context.repository.refs('refs/heads/');
    return list(request, refs, ref => ({
      name: ref.name.replace('refs/heads/', ''),
      commit: { sha: ref.sha, url: `${repositoryApi(context)}/commits/${ref.sha}` },
      protected: false,
    }));
  },

  'repos/get-branch': async (context, { params }) => {
    const ref = await context.repository.ref(`refs/heads/${params.branch}`);
    if (!ref) throw new GithubError(404, 'Branch not found');
    const api = `${repositoryApi(context)}/branches/${params.branch}`;
    return ok({
      name: params.branch,
      commit: commitShape(context, await context.repository.commit(ref.sha)),
      _links: { self: api, html: `${repositoryPage(context)}/tree/${params.branch}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${api}/protection`,
    });
  },

  'repos/list-commits': async (context, request) => {
    const { sha, path } = request.query as { sha?: string; path?: string };
    const head = await requireCommit(context, sha ?? context.info.defaultBranch);
    const commits = await context.repository.log([head], { path });
    return list(request, commits, commit => commitShape(context, commit));
  },

  'repos/get-commit': async (context, { params, accept }) => {
    const sha = await requireCommit(context, params.ref);
    if (accept.includes('.sha')) {
      return { status: 200, body: Buffer.from(sha), contentType: 'application/vnd.github.sha' };
    }
    const commit = await context.repository.commit(sha);
    const emptyTree = await context.repository.writeTree(undefined, []);
    const files = await changedFiles(context.repository, commit.parents[0] ?? emptyTree, sha);
    return ok(commitShape(context, commit, files));
  },

  'repos/compare-commits-with-basehead': async (context, { params }) => {
    const { repository } = context;
    const [baseName, headName] = params.basehead.split('...');
    const base = await requireCommit(context, withoutOwner(context, baseName));
    const head = await requireCommit(context, withoutOwner(context, headName ?? ''));
    const fork = await mergeBase(repository, base, head);
    if (!fork) throw GithubError.notFound();
    const ahead = await commitsBetween(repository, base, head);
    const behind = await repository.countCommits([base, `^${head}`]);
    const page = `${repositoryPage(context)}/compare/${params.basehead}`;
    return ok({
      url: `${repositoryApi(context)}/compare/${params.basehead}`,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitShape(context, await repository.commit(base)),
      merge_base_commit: commitShape(context, await repository.commit(fork)),
      status: comparison(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: ahead.map(commit => commitShape(context, commit)),
      files: (await changedFiles(repository, fork, head)).map(f => fileShape(context, f, head)),
    });
  },

  'repos/download-tarball-archive': async (context, { params }) => {
    const sha = await requireCommit(context, params.ref || context.info.defaultBranch);
    return { status: 302, location: `${repositoryPage(context)}/legacy.tar.gz/${sha}` };
  },
};

/** The commit of a branch, ref or id. Throws 404. */
export async function requireCommit(context: ForgeContext, name: string): Promise<string> {
  const sha = await context.repository.resolveCommit(name);
  if (!sha) throw new GithubError(404, `No commit found for the ref ${name}`);
  return sha;
}

function withoutOwner({ info }: ForgeContext, name: string): string {
  return name.startsWith(`${info.owner}:`) ? name.slice(info.owner.length + 1) : name;
}

function comparison(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
