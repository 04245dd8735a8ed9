/** An account: a person or a bot. */
export interface User {
  id: number;
  login: string;
  name: string;
  email: string;
  type: 'User' | 'Bot';
}

export interface Team {
  id: number;
  slug: string;
  name: string;
  members: string[];
}

function user(id: number, login: string, name: string): User {
  return { id, login, name, email: `${id}+${login}@users.noreply.github.com`, type: 'User' };
}

/** The account whose token the portal has. */
export const portalBot: User = {
  id: 90,
  login: 'mesh-traffic-bot',
  name: 'Mesh Traffic',
  email: '90+mesh-traffic-bot@users.noreply.github.com',
  type: 'User',
};

/** The account behind installation tokens of an app. */
export const appBot: User = {
  id: 91,
  login: 'mesh-traffic[bot]',
  name: 'mesh-traffic[bot]',
  email: '91+mesh-traffic[bot]@users.noreply.github.com',
  type: 'Bot',
};

export const people: User[] = [
  user(1, 'ana', 'Ana Prado'),
  user(2, 'kim', 'Kim Lindqvist'),
  user(3, 'pat', 'Pat Okafor'),
  user(4, 'sam', 'Sam Novak'),
];

export const teams: Team[] = [
  { id: 11, slug: 'team-backend', name: 'team-backend', members: ['ana'] },
  { id: 12, slug: 'team-shop', name: 'team-shop', members: ['kim'] },
  { id: 13, slug: 'platform', name: 'platform', members: ['pat'] },
];
