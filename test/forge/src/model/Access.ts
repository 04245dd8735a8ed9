import { randomBytes } from 'node:crypto';
import { GithubError } from './GithubError';
import { appBot, people, portalBot, User } from './people';

/** Who sent a request. */
export interface Actor {
  user: User;
  /** True for an installation token: GitHub signs such commits when they name no author. */
  app: boolean;
}

/** Token of the account that the portal uses; only good for the forge. */
export const portalToken = 'forge-portal';

/** Tokens of the demo's people and of the portal, by token. */
export const defaultTokens: Record<string, string> = {
  [portalToken]: portalBot.login,
  ...Object.fromEntries(people.map(person => [`forge-${person.login}`, person.login])),
};

/** Tokens and accounts. */
export class Access {
  readonly #users = new Map<string, User>();
  readonly #tokens = new Map<string, Actor>();

  /** `tokens` maps a token to a login; a login that is not known yet becomes a new person. */
  constructor(tokens: Record<string, string> = defaultTokens) {
    for (const user of [...people, portalBot, appBot]) this.#users.set(user.login, user);
    for (const [token, login] of Object.entries(tokens)) {
      this.#tokens.set(token, { user: this.#findOrAdd(login), app: false });
    }
  }

  /** Everyone who has an account and is a person. */
  get people(): User[] {
    return [...this.#users.values()].filter(user => user !== appBot);
  }

  user(login: string): User | undefined {
    return this.#users.get(login);
  }

  /** The account that git's author address belongs to. */
  userByEmail(email: string): User | undefined {
    return [...this.#users.values()].find(user => user.email === email);
  }

  /** A token for the app's installation, as good as the app. */
  issueInstallationToken(): string {
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    this.#tokens.set(token, { user: appBot, app: true });
    return token;
  }

  /**
   * Who an `authorization` header stands for; undefined without one. An app's JSON web token is taken for the app
   * without a look at its signature. Throws 401 for a token that is not known.
   */
  actor(authorization: string | undefined): Actor | undefined {
    if (!authorization) return undefined;
    const [scheme, value = ''] = authorization.split(' ');
    const token =
      scheme.toLowerCase() === 'basic'
        ? Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':')
        : value;
    const actor = this.#tokens.get(token);
    if (actor) return actor;
    if (token.split('.').length === 3) return { user: appBot, app: true };
    throw new GithubError(401, 'Bad credentials');
  }

  #findOrAdd(login: string): User {
    const known = this.#users.get(login);
    if (known) return known;
    const id = 200 + this.#users.size;
    const email = `${id}+${login}@users.noreply.github.com`;
    const user: User = { id, login, name: login, email, type: 'User' };
    this.#users.set(login, user);
    return user;
  }
}
