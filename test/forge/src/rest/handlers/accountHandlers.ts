import { ForgeContext } from '../../ForgeContext';
import { isoDate } from '../../git/parse';
import { GithubError } from '../../model/GithubError';
import { created, list, ok, signedIn } from '../respond';
import { nodeId } from '../shapes/nodeId';
import { organization, repositoryShape } from '../shapes/repositoryShape';
import { publicUserShape, userShape } from '../shapes/userShape';
import { RestHandlers } from '../types';

const installationId = 1;
const appId = 1;
const permissions = {
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};

export const accountHandlers: RestHandlers<
  | 'users/get-authenticated'
  | 'users/get-by-username'
  | 'apps/get-authenticated'
  | 'apps/list-installations'
  | 'apps/get-repo-installation'
  | 'apps/create-installation-access-token'
  | 'apps/list-repos-accessible-to-installation'
  | 'rate-limit/get'
> = {
  'users/get-authenticated': async (context, request) =>
    ok(publicUserShape(context, signedIn(request))),

  'users/get-by-username': async (context, { params }) => {
    const user = context.access.user(params.username);
    if (!user) throw GithubError.notFound();
    return ok(publicUserShape(context, user));
  },

  'apps/get-authenticated': async (context, request) => {
    signedIn(request);
    return ok({
      id: appId,
      slug: 'mesh-traffic',
      node_id: nodeId('A', appId),
      owner: userShape(context, organization(context)),
      name: 'Mesh Traffic',
      description: '',
      external_url: context.url,
      html_url: `${context.url}/apps/mesh-traffic`,
      created_at: context.info.createdAt,
      updated_at: context.info.createdAt,
      permissions,
      events: [],
    });
  },

  'apps/list-installations': async (context, request) => {
    signedIn(request);
    return list(request, [installationShape(context)], installation => installation);
  },

  'apps/get-repo-installation': async (context, request) => {
    signedIn(request);
    return ok(installationShape(context));
  },

  'apps/create-installation-access-token': async (context, { params }) => {
    if (Number(params.installation_id) !== installationId) throw GithubError.notFound();
    return created({
      token: context.access.issueInstallationToken(),
      expires_at: isoDate(context.now().getTime() + 3_600_000),
      permissions,
      repository_selection: 'all',
    });
  },

  'apps/list-repos-accessible-to-installation': async (context, request) => {
    signedIn(request);
    return ok({ total_count: 1, repositories: [repositoryShape(context)] });
  },

  'rate-limit/get': async context => {
    const rate = {
      limit: 5000,
      used: 0,
      remaining: 5000,
      reset: Math.floor(context.now().getTime() / 1000) + 3600,
    };
    return ok({ resources: { core: rate, search: rate, graphql: rate }, rate });
  },
};

function installationShape(context: ForgeContext) {
  const { url, info } = context;
  const account = organization(context);
  return {
    id: installationId,
    account: { ...userShape(context, account), type: 'Organization' },
    access_tokens_url: `${url}/app/installations/${installationId}/access_tokens`,
    repositories_url: `${url}/installation/repositories`,
    html_url: `${url}/organizations/${info.owner}/settings/installations/${installationId}`,
    app_id: appId,
    app_slug: 'mesh-traffic',
    target_id: account.id,
    target_type: 'Organization',
    repository_selection: 'all',
    permissions,
    events: [],
    single_file_name: null,
    suspended_at: null,
    suspended_by: null,
    created_at: info.createdAt,
    updated_at: info.createdAt,
  };
}
