import { repo, useForge } from '../__testUtils__/useForge';

const { forge, octokit, anonymous } = useForge();

async function mainHead() {
  const { data } = await octokit().rest.git.getRef({ ...repo, ref: 'heads/main' });
  const commit = await octokit().rest.git.getCommit({ ...repo, commit_sha: data.object.sha });
  return { sha: data.object.sha, tree: commit.data.tree.sha };
}

async function commitOn(parents: string[], tree: string, message = 'A change') {
  const { data } = await octokit().rest.git.createCommit({ ...repo, message, tree, parents });
  return data;
}

async function treeWith(base: string, path: string, content: string) {
  const { data } = await octokit().rest.git.createTree({
    ...repo,
    base_tree: base,
    tree: [{ path, mode: '100644', type: 'blob', content }],
  });
  return data.sha;
}

describe('git data', () => {
  it('makes a branch with ten files in three writes, and shows them at once', async () => {
    const head = await mainHead();
    const files = Array.from({ length: 10 }, (_, i) => `mesh/shared-services/web/file-${i}.yaml`);
    forge().requests.clear();

    const tree = await octokit().rest.git.createTree({
      ...repo,
      base_tree: head.tree,
      tree: files.map(path => ({ path, mode: '100644', type: 'blob', content: `# ${path}\n` })),
    });
    const commit = await commitOn([head.sha], tree.data.sha, 'Ten files');
    await octokit().rest.git.createRef({ ...repo, ref: 'refs/heads/ten', sha: commit.sha });
    expect(forge().requests.count({ kind: 'rest', access: 'write' })).toBe(3);

    const { data } = await octokit().rest.repos.getContent({
      ...repo,
      path: 'mesh/shared-services/web',
      ref: 'ten',
    });
    expect(Array.isArray(data) && data.map(entry => entry.path)).toEqual(files);
    expect(commit.author).toMatchObject({ name: 'Ana Prado' });
  });

  it('gives the same tree for the same content', async () => {
    const { tree } = await mainHead();
    const { data } = await octokit().rest.repos.getContent({ ...repo, path: 'README.md' });
    const content = Buffer.from('content' in data ? data.content : '', 'base64').toString('utf8');
    expect(await treeWith(tree, 'README.md', content)).toBe(tree);
    expect(await treeWith(tree, 'README.md', `${content}more`)).not.toBe(tree);
  });

  it('deletes by a null sha, and refuses to delete what is not there', async () => {
    const { tree } = await mainHead();
    const remove = (path: string) =>
      octokit().rest.git.createTree({
        ...repo,
        base_tree: tree,
        tree: [{ path, mode: '100644', type: 'blob', sha: null }],
      });
    const { data } = await remove('README.md');
    expect(data.tree.map(entry => entry.path)).toEqual(['apps', 'mesh']);
    await expect(remove('missing.md')).rejects.toMatchObject({ status: 422 });
  });

  it.each(['../outside', '/absolute', 'a//b', '.git/hooks/x'])(
    'refuses the path %s',
    async path => {
      const { tree } = await mainHead();
      await expect(treeWith(tree, path, 'x')).rejects.toMatchObject({
        status: 422,
        response: { data: { message: 'tree.path contains a malformed path component' } },
      });
    },
  );

  it('moves a branch forward, and without force nowhere else', async () => {
    const head = await mainHead();
    const one = await commitOn([head.sha], await treeWith(head.tree, 'a.txt', 'one'));
    const two = await commitOn([head.sha], await treeWith(head.tree, 'a.txt', 'two'));
    const update = (sha: string, force = false) =>
      octokit().rest.git.updateRef({ ...repo, ref: 'heads/moving', sha, force });
    await octokit().rest.git.createRef({ ...repo, ref: 'refs/heads/moving', sha: head.sha });
    await update(one.sha);

    await expect(update(two.sha)).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Update is not a fast forward' } },
    });
    const { data } = await octokit().rest.git.getRef({ ...repo, ref: 'heads/moving' });
    expect(data.object.sha).toBe(one.sha);
    expect((await update(two.sha, true)).data.object.sha).toBe(two.sha);
  });

  it('joins two branches in a commit with two parents', async () => {
    const head = await mainHead();
    const tree = await treeWith(head.tree, 'b.txt', 'b');
    const side = await commitOn([head.sha], tree);
    const joined = await commitOn([head.sha, side.sha], tree);
    expect(joined.parents.map(parent => parent.sha)).toEqual([head.sha, side.sha]);
  });

  it('refuses a branch that exists, one below another, and one on nothing', async () => {
    const { sha } = await mainHead();
    const create = (ref: string, at = sha) =>
      octokit().rest.git.createRef({ ...repo, ref: `refs/heads/${ref}`, sha: at });
    await expect(create('main')).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Reference already exists' } },
    });
    await expect(create('main/below')).rejects.toMatchObject({ status: 422 });
    await expect(create('nothing', '1'.repeat(40))).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Object does not exist' } },
    });
  });

  it('lists the branches that start alike, and deletes one', async () => {
    const { sha } = await mainHead();
    for (const name of ['x/ana', 'x/kim']) {
      await octokit().rest.git.createRef({ ...repo, ref: `refs/heads/${name}`, sha });
    }
    await octokit().rest.git.deleteRef({ ...repo, ref: 'heads/x/ana' });
    const { data } = await octokit().rest.git.listMatchingRefs({ ...repo, ref: 'heads/x/' });
    expect(data.map(ref => ref.ref)).toEqual(['refs/heads/x/kim']);
    await expect(octokit().rest.git.getRef({ ...repo, ref: 'heads/x/ana' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('stores and reads blobs, binary ones too', async () => {
    const bytes = Buffer.from([0, 255, 10, 13]);
    const { data } = await octokit().rest.git.createBlob({
      ...repo,
      content: bytes.toString('base64'),
      encoding: 'base64',
    });
    const blob = await octokit().rest.git.getBlob({ ...repo, file_sha: data.sha });
    expect(Buffer.from(blob.data.content, 'base64')).toEqual(bytes);
  });

  it('reads without a token, and writes with one only', async () => {
    const { sha } = await mainHead();
    await anonymous().rest.git.getRef({ ...repo, ref: 'heads/main' });
    await expect(
      anonymous().rest.git.createRef({ ...repo, ref: 'refs/heads/nobody', sha }),
    ).rejects.toMatchObject({
      status: 401,
      response: { data: { message: 'Requires authentication' } },
    });
  });
});
