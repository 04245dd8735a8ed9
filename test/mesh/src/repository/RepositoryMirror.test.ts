import { mkdtemp, rm, symlink } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { TestRepository } from '../testing/TestRepository';
import { RepositoryMirror } from './RepositoryMirror';

describe('RepositoryMirror', () => {
  let repository: TestRepository;
  let directory: string;

  beforeEach(async () => {
    repository = await TestRepository.create(
      new Map([
        ['mesh/a.yaml', 'a: "ä"\n'],
        ['mesh/readme.md', 'text'],
        ['other/b.yaml', 'b: 1\n'],
      ]),
    );
    directory = await mkdtemp(join(tmpdir(), 'mesh-mirror-'));
  });

  afterEach(async () => {
    await repository.remove();
    await rm(directory, { recursive: true, force: true });
  });

  const mirrorOf = (branch: string) =>
    new RepositoryMirror({
      repository: repository.directory,
      branch,
      directory,
      folders: ['mesh'],
    });

  it('reads the YAML files below its folders, then only what changed', async () => {
    const mirror = mirrorOf('main');
    expect((await mirror.poll())?.files).toEqual(new Map([['mesh/a.yaml', 'a: "ä"\n']]));
    expect(await mirror.poll()).toBeUndefined();
    const commit = await repository.commit(new Map([['mesh/c.yaml', 'c: 1\n']]));
    expect(await mirror.poll()).toEqual({ commit, files: new Map([['mesh/c.yaml', 'c: 1\n']]) });
  });

  it('follows no symbolic link', async () => {
    await symlink('/etc/hostname', join(repository.directory, 'mesh', 'link.yaml'));
    await repository.commitAll();
    expect([...((await mirrorOf('main').poll())?.files.keys() ?? [])]).toEqual(['mesh/a.yaml']);
  });

  it('says which branch is missing', async () => {
    await expect(mirrorOf('release').poll()).rejects.toThrow(
      `The repository ${repository.directory} has no branch "release".`,
    );
  });

  it('says what git said when the repository is not there', async () => {
    await repository.remove();
    await expect(mirrorOf('main').poll()).rejects.toThrow(/git ls-remote failed: .*repository/s);
  });
});
