import { ForgeContext } from '../../ForgeContext';
import { CheckRun, CommitStatus } from '../../model/Checks';
import { nodeId } from './nodeId';
import { repositoryApi, repositoryPage } from './repositoryShape';
import { userShape } from './userShape';

/** GitHub's `status`. */
export function statusShape(context: ForgeContext, sha: string, status: CommitStatus) {
  return {
    url: `${repositoryApi(context)}/statuses/${sha}`,
    avatar_url: `${context.url}/avatars/${encodeURIComponent(status.creator.login)}.svg`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: userShape(context, status.creator),
  };
}

/** GitHub's `check-run`. */
export function checkRunShape(context: ForgeContext, run: CheckRun) {
  const url = `${repositoryApi(context)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    head_sha: run.sha,
    external_id: '',
    url,
    html_url: `${repositoryPage(context)}/runs/${run.id}`,
    details_url: null,
    name: run.name,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    check_suite: null,
    app: null,
    pull_requests: [],
  };
}
