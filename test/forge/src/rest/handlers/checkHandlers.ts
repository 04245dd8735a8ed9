import { CheckRun, CommitStatus } from '../../model/Checks';
import { created, ok, pageOf, signedIn } from '../respond';
import { checkRunShape, statusShape } from '../shapes/checkShape';
import { repositoryApi, repositoryShape } from '../shapes/repositoryShape';
import { RestHandlers } from '../types';
import { requireCommit } from './repositoryHandlers';

interface NewStatus {
  state: CommitStatus['state'];
  context?: string;
  description?: string | null;
  target_url?: string | null;
}

interface NewCheckRun {
  name: string;
  head_sha: string;
  status?: CheckRun['status'];
  conclusion?: string;
  output?: { title?: string; summary: string; text?: string };
}

export const checkHandlers: RestHandlers<
  | 'repos/get-combined-status-for-ref'
  | 'repos/create-commit-status'
  | 'checks/create'
  | 'checks/list-for-ref'
> = {
  'repos/get-combined-status-for-ref': async (context, request) => {
    const sha = await requireCommit(context, request.params.ref);
    const statuses = context.checks.statuses(sha);
    const { items, page } = pageOf(request, statuses);
    const api = `${repositoryApi(context)}/commits/${sha}`;
    const body = {
      state: context.checks.combinedState(sha),
      statuses: items.map(status => statusShape(context, sha, status)),
      sha,
      total_count: statuses.length,
      repository: repositoryShape(context),
      commit_url: api,
      url: `${api}/status`,
    };
    return { status: 200, body, page };
  },

  'repos/create-commit-status': async (context, request) => {
    const sha = await requireCommit(context, request.params.sha);
    const body = request.body as NewStatus;
    const status = context.checks.addStatus(sha, {
      state: body.state,
      context: body.context ?? 'default',
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator: signedIn(request),
    });
    return created(statusShape(context, sha, status));
  },

  'checks/create': async (context, { body }) => {
    const { name, head_sha: ref, status, conclusion, output } = body as NewCheckRun;
    const run = context.checks.addRun({
      name,
      sha: await requireCommit(context, ref),
      status: conclusion ? 'completed' : (status ?? 'queued'),
      conclusion: conclusion ?? null,
      output: {
        title: output?.title ?? null,
        summary: output?.summary ?? null,
        text: output?.text ?? null,
      },
    });
    return created(checkRunShape(context, run));
  },

  'checks/list-for-ref': async (context, request) => {
    const runs = context.checks.runs(await requireCommit(context, request.params.ref));
    const { items, page } = pageOf(request, runs);
    const body = {
      total_count: runs.length,
      check_runs: items.map(run => checkRunShape(context, run)),
    };
    return { ...ok(body), page };
  },
};
