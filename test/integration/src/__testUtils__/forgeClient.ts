import { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import { Forge } from 'forge';

type Methods = RestEndpointMethodTypes;

const repository = { owner: 'acme', repo: 'gitops' };

/** What lies at the forge, through GitHub's own client: the tests look at results, not at our calls. */
export function forgeClient(forge: Forge) {
  const octokit = new Octokit({ baseUrl: forge.url, auth: forge.token });
  return {
    openPullRequests: async (): Promise<Methods['pulls']['list']['response']['data']> =>
      (await octokit.rest.pulls.list({ ...repository, state: 'open' })).data,
    pullRequest: async (number: number): Promise<Methods['pulls']['get']['response']['data']> =>
      (await octokit.rest.pulls.get({ ...repository, pull_number: number })).data,
    /** Paths that a pull request changes, with how. */
    changes: async (number: number) => {
      const { data } = await octokit.rest.pulls.listFiles({
        ...repository,
        pull_number: number,
        per_page: 100,
      });
      return Object.fromEntries(data.map(file => [file.filename, file.status]));
    },
    commit: async (sha: string): Promise<Methods['git']['getCommit']['response']['data']> =>
      (await octokit.rest.git.getCommit({ ...repository, commit_sha: sha })).data,
    /** Head commit of a branch. */
    head: async (branch: string) =>
      (await octokit.rest.git.getRef({ ...repository, ref: `heads/${branch}` })).data.object.sha,
    /** Text of a file on a branch. */
    text: async (path: string, ref = 'main') => {
      const { data } = await octokit.rest.repos.getContent({
        ...repository,
        path,
        ref,
        mediaType: { format: 'raw' },
      });
      return String(data);
    },
    merge: (
      number: number,
      method: 'merge' | 'squash' = 'merge',
    ): Promise<Methods['pulls']['merge']['response']> =>
      octokit.rest.pulls.merge({ ...repository, pull_number: number, merge_method: method }),
    writeBody: (number: number, body: string): Promise<Methods['pulls']['update']['response']> =>
      octokit.rest.pulls.update({ ...repository, pull_number: number, body }),
    closePullRequest: (number: number): Promise<Methods['pulls']['update']['response']> =>
      octokit.rest.pulls.update({ ...repository, pull_number: number, state: 'closed' }),
  };
}

export type ForgeClient = ReturnType<typeof forgeClient>;
