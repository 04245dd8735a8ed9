import { CommitNode, EntryNode, RefNode } from './policyQuery';
import { toRepositoryState } from './toRepositoryState';

const folder = 'mesh/shared-services/backend';

function entry(name: string, overrides: Partial<EntryNode> = {}): EntryNode {
  const object = { oid: `blob-${name}`, text: `text of ${name}`, byteSize: 20 };
  return { name, type: 'blob', mode: 0o100644, oid: `blob-${name}`, object, ...overrides };
}

function commit(entries: EntryNode[], overrides: Partial<CommitNode> = {}): CommitNode {
  return {
    oid: 'c1',
    tree: { oid: 't1' },
    file: { type: 'tree', object: { entries } },
    history: { nodes: [] },
    ...overrides,
  };
}

function stateOf(commitNode: CommitNode, refs: RefNode[] = []) {
  return toRepositoryState({
    commit: commitNode,
    refs,
    folder,
    branchPrefix: 'mesh-traffic/production/shared-services/backend/',
    baseBranch: 'main',
  });
}

describe('toRepositoryState', () => {
  it('reads the plain files and passes folders by', () => {
    const state = stateOf(
      commit([entry('a.yaml'), entry('sub', { type: 'tree', mode: 0o040000, object: {} })]),
    );
    expect(state.files).toEqual([
      { name: 'a.yaml', blob: 'blob-a.yaml', content: 'text of a.yaml' },
    ]);
    expect(state.problems).toEqual([]);
  });

  it.each<[string, Partial<EntryNode>]>([
    ['is a symbolic link', { mode: 0o120000 }],
    ['is a submodule', { type: 'commit', mode: 0o160000, object: null }],
    ['is no text', { object: { isBinary: true, text: null, byteSize: 10 } }],
    ['is too large to be read', { object: { isTruncated: true, text: 'x', byteSize: 10 } }],
    ['makes the folder larger than 4 MB', { object: { text: 'x', byteSize: 5_000_000 } }],
  ])('does not work with what %s', (reason, overrides) => {
    const { files, problems } = stateOf(commit([entry('virtual-service.yaml', overrides)]));
    expect(files).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: `${folder}/virtual-service.yaml ${reason}.`,
      }),
    ]);
  });

  it('says when the folder is none, or holds too much', () => {
    const file = stateOf(commit([], { file: { type: 'blob', object: null } }));
    expect(file.problems[0].message).toBe(`${folder} is not a folder.`);
    const many = stateOf(commit(Array.from({ length: 501 }, (_, index) => entry(`${index}.yaml`))));
    expect(many.problems[0].message).toBe(`${folder} holds more than 500 files.`);
  });

  it('is empty where the service has no folder yet', () => {
    expect(stateOf(commit([], { file: null }))).toMatchObject({ files: [], problems: [] });
  });

  it('dates a change by its merge and names who asked for it', () => {
    const { history } = stateOf(
      commit([], {
        history: {
          nodes: [
            {
              oid: 'c9',
              messageHeadline: 'headline',
              message: 'headline\n\nRequested-by: user:default/ana\n',
              committedDate: '2026-01-01T00:00:00Z',
              author: { name: 'bot', user: null },
              associatedPullRequests: {
                nodes: [
                  {
                    number: 3,
                    title: 'title',
                    url: 'https://forge/3',
                    mergedAt: '2026-01-02T00:00:00Z',
                    author: { login: 'portal' },
                  },
                ],
              },
            },
          ],
        },
      }),
    );
    expect(history).toEqual([
      {
        pullRequest: 3,
        url: 'https://forge/3',
        title: 'title',
        commit: 'c9',
        mergedAt: '2026-01-02T00:00:00Z',
        author: 'user:default/ana',
      },
    ]);
  });

  it('knows a branch with a pull request into the deployed branch from one without', () => {
    const pull = {
      number: 7,
      url: 'https://forge/7',
      title: 't',
      body: 'Why.',
      isDraft: false,
      createdAt: '2026-01-01T00:00:00Z',
    };
    const ref = (name: string, baseRefName: string): RefNode => ({
      name,
      target: { oid: 'h', message: 'x\n\nRequested-by: user:default/ana\n', tree: { oid: 't' } },
      associatedPullRequests: { nodes: [{ ...pull, baseRefName }] },
    });
    const { branches } = stateOf(commit([]), [ref('ana', 'main'), ref('kim', 'elsewhere')]);
    expect(branches).toMatchObject([
      {
        branch: 'mesh-traffic/production/shared-services/backend/ana',
        body: 'Why.',
        pullRequest: { number: 7, requestedBy: 'user:default/ana' },
      },
      { branch: 'mesh-traffic/production/shared-services/backend/kim', pullRequest: undefined },
    ]);
  });
});
