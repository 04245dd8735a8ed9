import { PullRequestRef } from 'backstage-plugin-mesh-traffic-common';
import { ForgeError } from './ForgeError';
import { GitHubRepository } from './GitHubRepository';

const REGULAR_FILE = { mode: '100644', type: 'blob' } as const;

/** What a pull request says. */
export interface PullRequestText {
  title: string;
  body: string;
}

/** The writes at the forge, one call each. Everything that decides is elsewhere. */
export class GitWriter {
  constructor(private readonly repository: GitHubRepository) {}

  /** Makes a tree whole in one call, whatever the number of files. @returns its id */
  async createTree(
    baseTree: string,
    writes: ReadonlyArray<{ path: string; content: string }>,
    deletions: readonly string[],
  ): Promise<string> {
    const { data } = await this.repository.call((octokit, repository) =>
      octokit.rest.git.createTree({
        ...repository,
        base_tree: baseTree,
        tree: [
          ...writes.map(({ path, content }) => ({ ...REGULAR_FILE, path, content })),
          ...deletions.map(path => ({ ...REGULAR_FILE, path, sha: null })),
        ],
      }),
    );
    return data.sha;
  }

  /** Without an author, so that GitHub signs what an App commits. @returns the commit's id */
  async createCommit(message: string, tree: string, parents: string[]): Promise<string> {
    const { data } = await this.repository.call((octokit, repository) =>
      octokit.rest.git.createCommit({ ...repository, message, tree, parents }),
    );
    return data.sha;
  }

  async createBranch(branch: string, commit: string): Promise<void> {
    await this.repository.call((octokit, repository) =>
      octokit.rest.git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha: commit }),
    );
  }

  /** Moves the branch forward; the forge refuses when somebody else moved it meanwhile. */
  async advanceBranch(branch: string, commit: string): Promise<void> {
    await this.repository.call((octokit, repository) =>
      octokit.rest.git.updateRef({
        ...repository,
        ref: `heads/${branch}`,
        sha: commit,
        force: false,
      }),
    );
  }

  /** Opens the pull request, or adopts the one that an earlier try opened. */
  async openPullRequest(
    branch: string,
    text: PullRequestText,
    options: { draft?: boolean; requestedBy: string },
  ): Promise<PullRequestRef> {
    const { branch: base } = this.repository.config;
    try {
      const { data } = await this.repository.call((octokit, repository) =>
        octokit.rest.pulls.create({
          ...repository,
          ...text,
          head: branch,
          base,
          draft: options.draft,
        }),
      );
      return toPullRequestRef(data, branch, options.requestedBy);
    } catch (error) {
      if (!(error instanceof ForgeError) || !error.failure.alreadyDone) throw error;
      const { data } = await this.repository.call((octokit, repository) =>
        octokit.rest.pulls.list({
          ...repository,
          head: `${repository.owner}:${branch}`,
          base,
          state: 'open',
        }),
      );
      if (data.length === 0) throw error;
      return toPullRequestRef(data[0], branch, options.requestedBy);
    }
  }

  async describePullRequest(number: number, text: PullRequestText): Promise<void> {
    await this.repository.call((octokit, repository) =>
      octokit.rest.pulls.update({ ...repository, pull_number: number, ...text }),
    );
  }

  /** Labels and reviewers of the config. Best effort: what did not work is returned as sentences. */
  async decoratePullRequest(number: number): Promise<string[]> {
    const { labels, reviewers, teamReviewers } = this.repository.config;
    const tasks: Array<{ what: string; run: () => Promise<unknown> }> = [];
    if (labels.length > 0) {
      tasks.push({
        what: `The labels ${labels.join(', ')} could not be set`,
        run: () =>
          this.repository.call((octokit, repository) =>
            octokit.rest.issues.addLabels({ ...repository, issue_number: number, labels }),
          ),
      });
    }
    if (reviewers.length + teamReviewers.length > 0) {
      tasks.push({
        what: `${[...reviewers, ...teamReviewers].join(', ')} could not be asked to review`,
        run: () =>
          this.repository.call((octokit, repository) =>
            octokit.rest.pulls.requestReviewers({
              ...repository,
              pull_number: number,
              reviewers,
              team_reviewers: teamReviewers,
            }),
          ),
      });
    }
    const outcomes = await Promise.allSettled(tasks.map(({ run }) => run()));
    return outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [`${tasks[index].what}: please do it by hand.`] : [],
    );
  }
}

interface PullRequestData {
  number: number;
  html_url: string;
  title: string;
  created_at: string;
  draft?: boolean;
}

function toPullRequestRef(
  data: PullRequestData,
  branch: string,
  requestedBy: string,
): PullRequestRef {
  return {
    number: data.number,
    url: data.html_url,
    title: data.title,
    branch,
    requestedBy,
    createdAt: data.created_at,
    draft: data.draft ?? false,
  };
}
