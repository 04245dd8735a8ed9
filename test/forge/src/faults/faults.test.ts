import { repo, useForge } from '../__testUtils__/useForge';

const { forge, octokit, branch } = useForge();
afterEach(() => forge().faults.clear());

const open = (head: string) =>
  octokit().rest.pulls.create({ ...repo, title: head, head, base: 'main' });

const pullsOf = async (head: string) =>
  (await octokit().rest.pulls.list({ ...repo, head: `acme:${head}`, state: 'all' })).data;

describe('faults', () => {
  it.each(['before', 'after'] as const)('answers 502 %s the effect', async when => {
    await branch(`status-${when}`);
    const fault = { type: 'status', status: 502, when } as const;
    const injected = forge().faults.inject({ operation: 'pulls/create', fault });
    await expect(open(`status-${when}`)).rejects.toMatchObject({ status: 502 });
    expect(injected.hits).toBe(1);
    expect(await pullsOf(`status-${when}`)).toHaveLength(when === 'before' ? 0 : 1);
  });

  it.each(['before', 'after'] as const)('cuts the connection %s the effect', async when => {
    await branch(`reset-${when}`);
    forge().faults.inject({ operation: 'pulls/create', fault: { type: 'reset', when } });
    await expect(open(`reset-${when}`)).rejects.toMatchObject({ status: 500 });
    expect(await pullsOf(`reset-${when}`)).toHaveLength(when === 'before' ? 0 : 1);
  });

  it.each(['before', 'after'] as const)('never answers, %s the effect', async when => {
    await branch(`timeout-${when}`);
    const fault = { type: 'timeout', when } as const;
    const injected = forge().faults.inject({ operation: 'pulls/create', fault });
    const giveUp = new AbortController();
    const answer = octokit().rest.pulls.create({
      ...repo,
      title: 'Never answered',
      head: `timeout-${when}`,
      base: 'main',
      request: { signal: giveUp.signal },
    });
    const expected = when === 'before' ? 0 : 1;
    while (injected.hits === 0 || (await pullsOf(`timeout-${when}`)).length < expected) {
      await new Promise(setImmediate);
    }
    giveUp.abort();
    // 500 is the client's word for no answer at all.
    await expect(answer).rejects.toMatchObject({ status: 500 });
    expect(await pullsOf(`timeout-${when}`)).toHaveLength(expected);
  });

  it.each([403, 429])('asks for patience with %i', async status => {
    forge().faults.inject({
      kind: 'rest',
      fault: { type: 'status', status, retryAfterSeconds: 7 },
    });
    await expect(octokit().rest.repos.get(repo)).rejects.toMatchObject({
      status,
      response: {
        headers: { 'retry-after': '7' },
        data: { message: expect.stringContaining('secondary rate limit') },
      },
    });
    await octokit().rest.repos.get(repo);
  });

  it('lets somebody push to the same branch in between', async () => {
    const mine = await branch('shared', { 'a.txt': 'a' });
    const next = await branch('shared-next', { 'b.txt': 'b' });
    forge().faults.inject({
      operation: 'git/update-ref',
      fault: { type: 'meanwhile', act: () => branch('shared', { 'kim.txt': 'kim' }) },
    });
    await expect(
      octokit().rest.git.updateRef({ ...repo, ref: 'heads/shared', sha: next }),
    ).rejects.toMatchObject({ status: 422 });
    const { data } = await octokit().rest.git.getRef({ ...repo, ref: 'heads/shared' });
    expect(data.object.sha).not.toBe(mine);
  });

  it('lets the base move on between reading and writing', async () => {
    const act = () => forge().commit({ files: { 'base-moved.txt': 'x' } });
    forge().faults.inject({ operation: 'git/create-tree', fault: { type: 'meanwhile', act } });
    const head = () => octokit().rest.repos.getBranch({ ...repo, branch: 'main' });
    const before = (await head()).data.commit;
    await octokit().rest.git.createTree({
      ...repo,
      base_tree: before.commit.tree.sha,
      tree: [{ path: 'mine.txt', mode: '100644', type: 'blob', content: 'x' }],
    });
    expect((await head()).data.commit.parents[0].sha).toBe(before.sha);
  });

  it('strikes the second of two, and leaves other requests alone', async () => {
    const fault = { type: 'status', status: 500 } as const;
    forge().faults.inject({ operation: 'repos/get', skip: 1, fault });
    await octokit().rest.repos.get(repo);
    await octokit().rest.users.getAuthenticated();
    await expect(octokit().rest.repos.get(repo)).rejects.toMatchObject({ status: 500 });
    await octokit().rest.repos.get(repo);
  });

  it('reaches GraphQL by the name of the operation', async () => {
    const fault = { type: 'status', status: 504 } as const;
    forge().faults.inject({ kind: 'graphql', operation: 'Who', fault });
    await octokit().graphql('query Other { viewer { login } }');
    await expect(octokit().graphql('query Who { viewer { login } }')).rejects.toMatchObject({
      status: 504,
    });
  });

  it('puts GraphQL errors into an answer that looks well', async () => {
    const body = { errors: [{ message: 'Something went wrong while executing your query.' }] };
    forge().faults.inject({ kind: 'graphql', fault: { type: 'status', status: 200, body } });
    await expect(octokit().graphql('{ viewer { login } }')).rejects.toThrow(/Something went wrong/);
  });
});
