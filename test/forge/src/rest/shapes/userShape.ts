import { ForgeContext } from '../../ForgeContext';
import { Team, User } from '../../model/people';
import { nodeId } from './nodeId';

/** GitHub's `simple-user`. */
export function userShape({ url }: ForgeContext, user: User) {
  const api = `${url}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: `${url}/avatars/${encodeURIComponent(user.login)}.svg`,
    gravatar_id: '',
    url: api,
    html_url: `${url}/${encodeURIComponent(user.login)}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** GitHub's `public-user`. */
export function publicUserShape(context: ForgeContext, user: User) {
  return {
    ...userShape(context, user),
    name: user.name,
    company: null,
    blog: '',
    location: null,
    email: user.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: context.info.createdAt,
    updated_at: context.info.createdAt,
  };
}

/** GitHub's `team`, an organization's. */
export function teamShape({ url, info }: ForgeContext, team: Team) {
  const api = `${url}/organizations/1/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    permission: 'push',
    url: api,
    html_url: `${url}/orgs/${info.owner}/teams/${team.slug}`,
    members_url: `${api}/members{/member}`,
    repositories_url: `${api}/repos`,
    type: 'organization',
    organization_id: 1,
    parent: null,
  };
}
