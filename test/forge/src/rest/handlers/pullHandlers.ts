import { ForgeContext } from '../../ForgeContext';
import { commitsBetween } from '../../git/compare';
import { GithubError } from '../../model/GithubError';
import { mergePull } from '../../model/mergePull';
import { Pull } from '../../model/Pull';
import { pullFiles } from '../../model/pullFiles';
import { NewPull } from '../../model/PullRequests';
import { created, list, ok, signedIn } from '../respond';
import { commitShape, fileShape } from '../shapes/commitShape';
import { pullShape, simplePullShape } from '../shapes/pullShape';
import { RestHandlers, RestRequest } from '../types';

interface MergeBody {
  commit_title?: string;
  commit_message?: string;
  sha?: string;
  merge_method?: 'merge' | 'squash' | 'rebase';
}

export const pullHandlers: RestHandlers<
  | 'pulls/list'
  | 'pulls/create'
  | 'pulls/get'
  | 'pulls/update'
  | 'pulls/list-commits'
  | 'pulls/list-files'
  | 'pulls/check-if-merged'
  | 'pulls/merge'
> = {
  'pulls/list': async (context, request) => {
    const { state = 'open', head, base, sort, direction } = request.query;
    const pulls = (await context.pulls.list())
      .filter(pull => state === 'all' || pull.state === state)
      .filter(pull => head === undefined || `${context.info.owner}:${pull.head}` === head)
      .filter(pull => base === undefined || pull.base === base);
    if (sort === 'updated') pulls.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    if (direction === 'asc') pulls.reverse();
    return list(request, pulls, pull => simplePullShape(context, pull));
  },

  'pulls/create': async (context, request) => {
    const pull = await context.pulls.create(signedIn(request), request.body as NewPull);
    return created(await pullShape(context, pull, { fresh: true }));
  },

  'pulls/get': async (context, request) => {
    const pull = await requestedPull(context, request);
    if (request.accept.includes('.diff')) {
      const files = await pullFiles(context.repository, pull);
      const text = files.map(file => `--- ${file.path}\n${file.patch ?? ''}\n`).join('');
      return { status: 200, body: Buffer.from(text), contentType: 'application/vnd.github.diff' };
    }
    return ok(await pullShape(context, pull));
  },

  'pulls/update': async (context, request) => {
    const pull = await requestedPull(context, request);
    await context.pulls.update(pull, request.body as Parameters<typeof context.pulls.update>[1]);
    return ok(await pullShape(context, pull));
  },

  'pulls/list-commits': async (context, request) => {
    const pull = await requestedPull(context, request);
    const commits = await commitsBetween(context.repository, pull.baseSha, pull.headSha);
    return list(request, commits, commit => commitShape(context, commit));
  },

  'pulls/list-files': async (context, request) => {
    const pull = await requestedPull(context, request);
    const files = await pullFiles(context.repository, pull);
    return list(request, files, file => fileShape(context, file, pull.headSha));
  },

  'pulls/check-if-merged': async (context, request) => {
    const pull = await requestedPull(context, request);
    if (!pull.mergedAt) throw GithubError.notFound();
    return { status: 204 };
  },

  'pulls/merge': async (context, request) => {
    const pull = await requestedPull(context, request);
    const body = (request.body ?? {}) as MergeBody;
    const sha = await mergePull(
      { ...context, owner: context.info.owner },
      pull,
      signedIn(request),
      {
        method: body.merge_method,
        sha: body.sha,
        title: body.commit_title,
        message: body.commit_message,
      },
    );
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  },
};

/** The pull request that the path names. Throws 404. */
export async function requestedPull(context: ForgeContext, { params }: RestRequest): Promise<Pull> {
  return context.pulls.get(Number(params.pull_number ?? params.issue_number));
}
