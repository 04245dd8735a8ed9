import { isAncestor, commitsBetween } from '../git/compare';
import { GitRepository } from '../git/GitRepository';
import { mergeTree } from '../git/merge';
import { isoDate } from '../git/parse';
import { checkLength } from './checkLength';
import { GithubError } from './GithubError';
import { User } from './people';
import { Mergeability, Pull } from './Pull';

export interface NewPull {
  title?: string;
  body?: string | null;
  head: string;
  base: string;
  draft?: boolean;
}

/** The pull requests of the repository. Branches are git's: what was pushed is seen at the next look. */
export class PullRequests {
  readonly #pulls = new Map<number, Pull>();
  readonly #commits = new Map<string, Set<string>>();
  readonly #mergeability = new Map<string, Mergeability>();

  constructor(
    private readonly repository: GitRepository,
    private readonly owner: string,
    private readonly now: () => Date,
  ) {}

  /** Opens a pull request, refused with 422 where GitHub refuses it. */
  async create(author: User, input: NewPull): Promise<Pull> {
    if (!input.title) {
      throw GithubError.validation({
        resource: 'PullRequest',
        field: 'title',
        code: 'missing_field',
      });
    }
    checkLength('PullRequest', input);
    const head = this.#branchOf(input.head);
    const headSha = head && (await this.#tip(head));
    if (!head || !headSha) throw invalid('head');
    const baseSha = await this.#tip(input.base);
    if (!baseSha) throw invalid('base');
    const open = (await this.list()).filter(pull => pull.state === 'open');
    if (open.some(pull => pull.head === head && pull.base === input.base)) {
      throw custom(`A pull request already exists for ${this.owner}:${head}.`);
    }
    if ((await commitsBetween(this.repository, baseSha, headSha)).length === 0) {
      throw custom(`No commits between ${input.base} and ${head}`);
    }
    const date = isoDate(this.now());
    const pull: Pull = {
      number: this.#pulls.size + 1,
      title: input.title,
      body: input.body ?? null,
      draft: input.draft ?? false,
      state: 'open',
      author,
      head,
      base: input.base,
      headSha,
      baseSha,
      createdAt: date,
      updatedAt: date,
      labels: [],
      reviewers: [],
      teams: [],
      reviews: [],
      comments: [],
    };
    await this.repository.updateRef(`refs/pull/${pull.number}/head`, headSha);
    this.add(pull);
    return pull;
  }

  /** Takes a pull request as it is; its ref `refs/pull/<number>/head` is there already. */
  add(pull: Pull): void {
    this.#pulls.set(pull.number, pull);
  }

  /** All of them, the newest first, as the branches stand now. */
  async list(): Promise<Pull[]> {
    const tips = new Map((await this.repository.refs('refs/heads/')).map(r => [r.name, r.sha]));
    const pulls = [...this.#pulls.values()].reverse();
    for (const pull of pulls) {
      await this.#follow(pull, tips);
    }
    return pulls;
  }

  /** Throws 404 for a number that is not there. */
  async get(number: number): Promise<Pull> {
    const pull = (await this.list()).find(candidate => candidate.number === number);
    if (!pull) throw GithubError.notFound();
    return pull;
  }

  /** Those that brought a commit to their base branch, or would when merged. */
  async withCommit(sha: string): Promise<Pull[]> {
    const pulls = await this.list();
    const found = await Promise.all(
      pulls.map(async pull => (await this.#commitsOf(pull)).has(sha)),
    );
    return pulls.filter((_, index) => found[index]);
  }

  async update(
    pull: Pull,
    change: { title?: string; body?: string | null; state?: 'open' | 'closed'; base?: string },
  ): Promise<void> {
    checkLength('PullRequest', change);
    if (change.base !== undefined) {
      const baseSha = await this.#tip(change.base);
      if (!baseSha) throw invalid('base');
      pull.base = change.base;
      pull.baseSha = baseSha;
    }
    if (change.state === 'open' && pull.state === 'closed') await this.#reopen(pull);
    if (change.state === 'closed' && pull.state === 'open') this.close(pull);
    if (change.title !== undefined) pull.title = change.title;
    if (change.body !== undefined) pull.body = change.body;
    this.touch(pull);
  }

  close(pull: Pull): void {
    pull.state = 'closed';
    pull.closedAt = isoDate(this.now());
    this.touch(pull);
  }

  /** Notes a merge that happened. */
  markMerged(pull: Pull, mergeCommit: string, by: User): void {
    this.close(pull);
    pull.mergedAt = pull.closedAt;
    pull.mergeCommit = mergeCommit;
    pull.mergedBy = by;
  }

  touch(pull: Pull): void {
    pull.updatedAt = isoDate(this.now());
  }

  /** By git's own merge of the two heads. */
  async mergeability(pull: Pull): Promise<Mergeability> {
    if (pull.state === 'closed') return 'unknown';
    const key = `${pull.baseSha} ${pull.headSha}`;
    let answer = this.#mergeability.get(key);
    if (!answer) {
      const tree = await mergeTree(this.repository, pull.baseSha, pull.headSha);
      answer = tree ? 'mergeable' : 'conflicting';
      this.#mergeability.set(key, answer);
    }
    return answer;
  }

  async #commitsOf(pull: Pull): Promise<Set<string>> {
    const to = pull.mergeCommit ?? pull.headSha;
    const key = `${pull.baseSha} ${to}`;
    let commits = this.#commits.get(key);
    if (!commits) {
      const { git } = this.repository;
      commits = new Set(await git.lines(['rev-list', to, `^${pull.baseSha}`]));
      this.#commits.set(key, commits);
    }
    return commits;
  }

  async #follow(pull: Pull, tips: Map<string, string>): Promise<void> {
    if (pull.state === 'closed') return;
    const head = tips.get(`refs/heads/${pull.head}`);
    const base = tips.get(`refs/heads/${pull.base}`);
    if (!head || !base) {
      this.close(pull);
      return;
    }
    if (head === pull.headSha && base === pull.baseSha) return;
    if (head !== pull.headSha) {
      await this.repository.updateRef(`refs/pull/${pull.number}/head`, head);
      this.touch(pull);
    }
    // Pushed to the base branch by hand: GitHub calls that merged too.
    const merged = await isAncestor(this.repository, head, base);
    if (!merged) pull.baseSha = base;
    pull.headSha = head;
    if (merged) this.markMerged(pull, base, pull.author);
  }

  async #reopen(pull: Pull): Promise<void> {
    const headSha = await this.#tip(pull.head);
    if (pull.mergedAt || !headSha) {
      throw custom('state cannot be changed. The pull request cannot be reopened.');
    }
    const rivals = (await this.list()).filter(other => other.state === 'open');
    if (rivals.some(other => other.head === pull.head && other.base === pull.base)) {
      throw custom(
        `state cannot be changed. There is already an open pull request from ${pull.head} to ${pull.base}.`,
      );
    }
    pull.state = 'open';
    pull.closedAt = undefined;
    pull.headSha = headSha;
  }

  #branchOf(head: string): string | undefined {
    const [owner, branch] = head.includes(':') ? head.split(':', 2) : [this.owner, head];
    return owner === this.owner ? branch : undefined;
  }

  async #tip(branch: string): Promise<string | undefined> {
    return (await this.repository.ref(`refs/heads/${branch}`))?.sha;
  }
}

function invalid(field: string): GithubError {
  return GithubError.validation({ resource: 'PullRequest', field, code: 'invalid' });
}

function custom(message: string): GithubError {
  return GithubError.validation({ resource: 'PullRequest', code: 'custom', message });
}
