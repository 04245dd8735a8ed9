import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repo, useForge } from '../__testUtils__/useForge';
import { gitEnvironment } from './Git';

const { forge, octokit } = useForge();
const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forge-clone-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const git = async (...args: string[]) =>
  (
    await run('git', args, {
      cwd: folder,
      env: {
        ...process.env,
        ...gitEnvironment,
        GIT_AUTHOR_NAME: 'Kim',
        GIT_AUTHOR_EMAIL: 'kim@example.org',
        GIT_COMMITTER_NAME: 'Kim',
        GIT_COMMITTER_EMAIL: 'kim@example.org',
      },
    })
  ).stdout;

const withToken = () => forge().repositoryUrl.replace('://', '://x-access-token:forge-kim@');

async function commitFile(name: string) {
  await writeFile(join(folder, name), `${name}\n`);
  await git('add', name);
  await git('commit', '--quiet', '-m', `Add ${name}`);
}

describe('git over HTTP', () => {
  it.each(['', '.git'])('clones without a token (%j at the end)', async suffix => {
    await git('clone', '--quiet', `${forge().repositoryUrl}${suffix}`, '.');
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('# gitops');
    expect(await git('log', '--format=%an')).toContain('Kim Lindqvist');
  });

  it('takes a push, which the API then shows', async () => {
    await git('clone', '--quiet', withToken(), '.');
    await git('checkout', '--quiet', '-b', 'pushed/by-kim');
    await commitFile('pushed.txt');
    await git('push', '--quiet', 'origin', 'HEAD');
    const { data } = await octokit().rest.repos.getContent({
      ...repo,
      path: 'pushed.txt',
      ref: 'pushed/by-kim',
    });
    expect(data).toMatchObject({ name: 'pushed.txt', size: 11 });
  });

  it('takes no push without a token, or with a wrong one', async () => {
    await git('clone', '--quiet', forge().repositoryUrl, '.');
    await commitFile('refused.txt');
    await expect(git('push', 'origin', 'HEAD')).rejects.toThrow(/could not read Username/);
    const wrong = forge().repositoryUrl.replace('://', '://x:wrong@');
    await expect(git('push', wrong, 'HEAD')).rejects.toThrow(/Authentication failed/);
    const { data } = await octokit().rest.repos.listCommits({ ...repo, per_page: 1 });
    expect(data[0].commit.message).not.toContain('refused');
  });

  it('takes no push that would lose a commit of somebody else', async () => {
    await git('clone', '--quiet', withToken(), '.');
    await forge().commit({ files: { 'somebody.txt': 'else' } });
    await commitFile('late.txt');
    await expect(git('push', 'origin', 'HEAD')).rejects.toThrow(/\[rejected\]/);
  });

  it('shows a pull request what was pushed to its branch', async () => {
    await forge().commit({ branch: 'grows', files: { 'one.txt': '1' } });
    const { data: pull } = await octokit().rest.pulls.create({
      ...repo,
      title: 'Grows',
      head: 'grows',
      base: 'main',
    });
    await git('clone', '--quiet', '--branch', 'grows', withToken(), '.');
    await commitFile('two.txt');
    await git('push', '--quiet', 'origin', 'HEAD');
    const { data } = await octokit().rest.pulls.get({ ...repo, pull_number: pull.number });
    expect(data.commits).toBe(2);
    expect(data.head.sha).toBe((await git('rev-parse', 'HEAD')).trim());
  });

  it('counts reading and writing apart', async () => {
    forge().requests.clear();
    await git('clone', '--quiet', withToken(), '.');
    expect(forge().requests.count({ kind: 'git', access: 'write' })).toBe(0);
    expect(forge().requests.count({ kind: 'git', operation: 'git-upload-pack' })).toBeGreaterThan(
      0,
    );
    await git('push', '--quiet', 'origin', 'HEAD:refs/heads/counted');
    expect(forge().requests.count({ kind: 'git', access: 'write' })).toBeGreaterThan(0);
    expect(forge().requests.apiCalls).toBe(0);
  });
});
