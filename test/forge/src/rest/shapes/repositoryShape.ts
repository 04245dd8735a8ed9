import { ForgeContext } from '../../ForgeContext';
import { User } from '../../model/people';
import { nodeId } from './nodeId';
import { userShape } from './userShape';

/** The organization that owns the repository, as an account. */
export function organization({ info }: ForgeContext): User {
  return { id: 1, login: info.owner, name: info.owner, email: '', type: 'User' };
}

/** URL of the repository's REST resources. */
export function repositoryApi({ url, info }: ForgeContext): string {
  return `${url}/repos/${info.owner}/${info.name}`;
}

/** URL of the repository's web page. */
export function repositoryPage({ url, info }: ForgeContext): string {
  return `${url}/${info.owner}/${info.name}`;
}

const templates = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** GitHub's `full-repository`, which holds `repository` and `minimal-repository`. */
export function repositoryShape(context: ForgeContext, options: { openPulls?: number } = {}) {
  const { info } = context;
  const api = repositoryApi(context);
  const page = repositoryPage(context);
  const openIssues = options.openPulls ?? 0;
  return {
    id: info.id,
    node_id: nodeId('R', info.id),
    name: info.name,
    full_name: `${info.owner}/${info.name}`,
    private: false,
    visibility: 'public',
    owner: { ...userShape(context, organization(context)), type: 'Organization' },
    html_url: page,
    description: info.description,
    fork: false,
    url: api,
    ...Object.fromEntries(Object.entries(templates).map(([key, path]) => [key, `${api}${path}`])),
    clone_url: `${page}.git`,
    git_url: `${page}.git`.replace(/^https?:/, 'git:'),
    ssh_url: `git@${new URL(context.url).hostname}:${info.owner}/${info.name}.git`,
    svn_url: page,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    default_branch: info.defaultBranch,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    subscribers_count: 0,
    network_count: 0,
    size: 0,
    open_issues: openIssues,
    open_issues_count: openIssues,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
    pushed_at: info.createdAt,
    created_at: info.createdAt,
    updated_at: info.createdAt,
  };
}
