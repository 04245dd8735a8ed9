import { repo, useForge } from '../__testUtils__/useForge';

const { forge, octokit, branch } = useForge();

describe('the repository', () => {
  it('says what it is called and what its main branch is', async () => {
    const { data } = await octokit().rest.repos.get(repo);
    expect(data).toMatchObject({
      full_name: 'acme/gitops',
      default_branch: 'main',
      html_url: forge().repositoryUrl,
    });
    await expect(octokit().rest.repos.get({ owner: 'acme', repo: 'other' })).rejects.toMatchObject({
      status: 404,
      response: { data: { message: 'Not Found' } },
    });
  });

  it('reads files and folders of a commit', async () => {
    const path = 'mesh/shared-services/backend/routing-policy.yaml';
    const before = await forge().commit({ files: { 'note.txt': 'before' } });
    await forge().commit({ files: { 'note.txt': 'after' } });
    const file = await octokit().rest.repos.getContent({ ...repo, path: 'note.txt', ref: before });
    expect('content' in file.data && Buffer.from(file.data.content, 'base64').toString()).toBe(
      'before',
    );
    const raw = await octokit().rest.repos.getContent({
      ...repo,
      path,
      mediaType: { format: 'raw' },
    });
    expect(String(raw.data)).toContain('kind: RoutingPolicy');
    const root = await octokit().rest.repos.getContent({ ...repo, path: '' });
    expect(Array.isArray(root.data) && root.data.map(({ name, type }) => [name, type])).toEqual([
      ['README.md', 'file'],
      ['apps', 'dir'],
      ['mesh', 'dir'],
      ['note.txt', 'file'],
    ]);
    await expect(
      octokit().rest.repos.getContent({ ...repo, path: 'missing' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('writes a file, and only over what was seen', async () => {
    const write = (text: string, sha?: string) =>
      octokit().rest.repos.createOrUpdateFileContents({
        ...repo,
        path: 'docs/new.md',
        message: 'A note',
        content: Buffer.from(text).toString('base64'),
        sha,
      });
    const { data } = await write('one');
    await expect(write('two', '0'.repeat(40))).rejects.toMatchObject({ status: 409 });
    await expect(write('two')).rejects.toMatchObject({ status: 422 });
    expect((await write('two', data.content?.sha)).status).toBe(200);
  });

  it('lists the commits of a path, with their people', async () => {
    const { data } = await octokit().rest.repos.listCommits({
      ...repo,
      path: 'mesh/shared-services/backend',
    });
    expect(data.map(({ commit, author }) => [commit.message, author?.login])).toEqual([
      ['backend: staging canary 0 % -> 10 %', 'ana'],
      ['backend: dev stable -> experimental', 'ana'],
      ['backend: a routing policy, everybody on stable', 'ana'],
    ]);
  });

  it('compares two branches', async () => {
    await branch('compared', { 'compared.txt': 'x' });
    await forge().commit({ files: { 'main-moved.txt': 'x' } });
    const { data } = await octokit().rest.repos.compareCommitsWithBasehead({
      ...repo,
      basehead: 'main...compared',
    });
    expect(data).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1 });
    expect(data.files?.map(file => file.filename)).toEqual(['compared.txt']);
  });

  it('describes a branch, and lists all', async () => {
    const sha = await branch('described');
    const { data } = await octokit().rest.repos.getBranch({ ...repo, branch: 'described' });
    expect(data.commit.sha).toBe(sha);
    const all = await octokit().rest.repos.listBranches(repo);
    expect(all.data.map(({ name }) => name)).toEqual(expect.arrayContaining(['main', 'described']));
  });

  it('speaks under /api/v3 as well, as a server of one’s own does', async () => {
    const { data } = await octokit('forge-ana', `${forge().url}/api/v3`).rest.repos.get(repo);
    expect(data.full_name).toBe('acme/gitops');
  });
});
