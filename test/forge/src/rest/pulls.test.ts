import { repo, useForge } from '../__testUtils__/useForge';

const { forge, octokit, branch } = useForge();

async function open(head: string, options: { draft?: boolean; base?: string } = {}) {
  const { data } = await octokit().rest.pulls.create({
    ...repo,
    title: `Title of ${head}`,
    body: `Body of ${head}`,
    head,
    base: 'main',
    ...options,
  });
  return data;
}

const get = async (number: number) =>
  (await octokit().rest.pulls.get({ ...repo, pull_number: number })).data;

const messageOf = (status: number, message: string) => ({
  status,
  response: { data: { errors: [expect.objectContaining({ message })] } },
});

describe('pull requests', () => {
  it('opens one, with its files and commits', async () => {
    await branch('opened', { 'opened.txt': 'a\nb\n', 'README.md': null });
    const created = await open('opened');
    expect(created).toMatchObject({ state: 'open', mergeable: null, user: { login: 'ana' } });

    expect(await get(created.number)).toMatchObject({
      mergeable: true,
      mergeable_state: 'clean',
      changed_files: 2,
      commits: 1,
      additions: 2,
      head: { ref: 'opened' },
      base: { ref: 'main' },
    });
    const number = { ...repo, pull_number: created.number };
    const files = await octokit().rest.pulls.listFiles(number);
    expect(files.data.map(({ filename, status }) => [filename, status])).toEqual([
      ['README.md', 'removed'],
      ['opened.txt', 'added'],
    ]);
    expect(files.data[1].patch).toBe('@@ -0,0 +1,2 @@\n+a\n+b');
    const commits = await octokit().rest.pulls.listCommits(number);
    expect(commits.data.map(({ commit }) => commit.message)).toEqual(['Change for opened']);
  });

  it('refuses a second one of the same branch', async () => {
    await branch('twice');
    await open('twice');
    await expect(open('twice')).rejects.toMatchObject(
      messageOf(422, 'A pull request already exists for acme:twice.'),
    );
  });

  it('refuses a branch that adds nothing, and branches that do not exist', async () => {
    const { data } = await octokit().rest.git.getRef({ ...repo, ref: 'heads/main' });
    const sha = data.object.sha;
    await octokit().rest.git.createRef({ ...repo, ref: 'refs/heads/nothing-new', sha });
    await expect(open('nothing-new')).rejects.toMatchObject(
      messageOf(422, 'No commits between main and nothing-new'),
    );
    await expect(open('missing')).rejects.toMatchObject({
      response: { data: { errors: [{ field: 'head', code: 'invalid' }] } },
    });
    await branch('no-base');
    await expect(open('no-base', { base: 'missing' })).rejects.toMatchObject({
      response: { data: { errors: [{ field: 'base', code: 'invalid' }] } },
    });
  });

  it('refuses a text that GitHub finds too long', async () => {
    await branch('long');
    const body = 'x'.repeat(65_537);
    const create = (text: string) =>
      octokit().rest.pulls.create({
        ...repo,
        title: 'Long',
        body: text,
        head: 'long',
        base: 'main',
      });
    await expect(create(body)).rejects.toMatchObject(
      messageOf(422, 'body is too long (maximum is 65536 characters)'),
    );
    const { data } = await create(body.slice(1));
    await expect(
      octokit().rest.pulls.update({ ...repo, pull_number: data.number, body }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('finds one by its branch', async () => {
    await branch('found/by/branch');
    const { number } = await open('found/by/branch');
    const { data } = await octokit().rest.pulls.list({ ...repo, head: 'acme:found/by/branch' });
    expect(data.map(pull => pull.number)).toEqual([number]);
    const closed = { ...repo, head: 'acme:found/by/branch', state: 'closed' as const };
    expect((await octokit().rest.pulls.list(closed)).data).toEqual([]);
  });

  it('changes title, body and state', async () => {
    await branch('changed');
    const { number } = await open('changed');
    const update = (change: { title?: string; body?: string; state?: 'open' | 'closed' }) =>
      octokit().rest.pulls.update({ ...repo, pull_number: number, ...change });
    await update({ title: 'New title', body: 'New body' });
    expect(await get(number)).toMatchObject({ title: 'New title', body: 'New body' });
    await update({ state: 'closed' });
    expect(await get(number)).toMatchObject({ state: 'closed', merged: false, title: 'New title' });
    await update({ state: 'open' });
    expect(await get(number)).toMatchObject({ state: 'open', closed_at: null });
  });

  it.each([
    ['merge' as const, 2, /^Merge pull request #\d+ from acme\/by-merge\n\nTitle of by-merge$/],
    ['squash' as const, 1, /^Title of by-squash \(#\d+\)\n\n\* Change for by-squash$/],
    ['rebase' as const, 1, /^Change for by-rebase$/],
  ])('merges by %s', async (method, parents, message) => {
    await branch(`by-${method}`);
    await forge().commit({ files: { [`meanwhile-${method}.txt`]: 'x' } });
    const { number } = await open(`by-${method}`);
    const merge = await octokit('forge-pat').rest.pulls.merge({
      ...repo,
      pull_number: number,
      merge_method: method,
    });

    const { data } = await octokit().rest.repos.getCommit({ ...repo, ref: 'main' });
    expect(data.sha).toBe(merge.data.sha);
    expect(data.parents).toHaveLength(parents);
    expect(data.commit.message).toMatch(message);
    expect(data.files?.map(file => file.filename)).toEqual([`by-${method}.txt`]);
    expect(await get(number)).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'pat' },
      merge_commit_sha: merge.data.sha,
    });
    await octokit().rest.pulls.checkIfMerged({ ...repo, pull_number: number });
  });

  it('says that branches conflict, and does not merge them', async () => {
    await branch('conflict', { 'same.txt': 'mine\n' });
    const { number } = await open('conflict');
    await forge().commit({ files: { 'same.txt': 'theirs\n' } });
    expect(await get(number)).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    await expect(
      octokit().rest.pulls.merge({ ...repo, pull_number: number }),
    ).rejects.toMatchObject({ status: 405 });
    await expect(
      octokit().rest.pulls.checkIfMerged({ ...repo, pull_number: number }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('does not merge a draft, nor a head that was not looked at', async () => {
    await branch('draft');
    const draft = await open('draft', { draft: true });
    await expect(
      octokit().rest.pulls.merge({ ...repo, pull_number: draft.number }),
    ).rejects.toMatchObject({ status: 405 });

    const seen = await branch('moved');
    const moved = await open('moved');
    await branch('moved', { 'second.txt': 'x' });
    await expect(
      octokit().rest.pulls.merge({ ...repo, pull_number: moved.number, sha: seen }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it('closes one whose branch is gone, and calls merged what was pushed to main', async () => {
    await branch('gone');
    const gone = await open('gone');
    await octokit().rest.git.deleteRef({ ...repo, ref: 'heads/gone' });
    expect(await get(gone.number)).toMatchObject({ state: 'closed', merged: false });

    const sha = await branch('by-hand');
    const byHand = await open('by-hand');
    await octokit().rest.git.updateRef({ ...repo, ref: 'heads/main', sha });
    expect(await get(byHand.number)).toMatchObject({ state: 'closed', merged: true });
  });

  it('pages through a long list', async () => {
    for (let i = 0; i < 5; i++) {
      await branch(`page-${i}`);
      await open(`page-${i}`);
    }
    const list = { ...repo, state: 'open' as const, per_page: 2 };
    const first = await octokit().rest.pulls.list(list);
    expect(first.data).toHaveLength(2);
    expect(first.headers.link).toContain('rel="next"');
    const all = await octokit().paginate(octokit().rest.pulls.list, list);
    expect(new Set(all.map(pull => pull.number)).size).toBe(all.length);
    expect(all.map(pull => pull.head.ref)).toEqual(
      expect.arrayContaining(['page-0', 'page-1', 'page-2', 'page-3', 'page-4']),
    );
  });
});
