import { Octokit } from '@octokit/rest';
import { Forge, ForgeOptions, startForge } from '../startForge';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

// git runs as a process of its own for every step, which takes its time on a busy machine.
jest.setTimeout(30_000);

export const repo = { owner: 'acme', repo: 'gitops' };

/** A forge for the tests of a file; what does not fit GitHub's descriptions fails the file at its end. */
export function useForge(options?: ForgeOptions) {
  let forge: Forge | undefined;
  beforeAll(async () => {
    forge = await startForge(options);
  });
  afterAll(() => forge?.close());

  const running = (): Forge => {
    if (!forge) throw new Error('The forge runs in tests only');
    return forge;
  };
  return {
    forge: running,
    /** GitHub's own client, as one of the people or, without a token, as nobody. */
    octokit: (token: string | undefined = 'forge-ana', baseUrl = running().url): Octokit =>
      new Octokit({ baseUrl, auth: token, log: silent }),
    anonymous: (): Octokit => new Octokit({ baseUrl: running().url, log: silent }),
    /** A branch with one changed file; gives its commit. */
    branch: (
      name: string,
      files: Record<string, string | null> = { [`${name}.txt`]: `${name}\n` },
    ) => running().commit({ branch: name, files, author: 'ana', message: `Change for ${name}` }),
  };
}
