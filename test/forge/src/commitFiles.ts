import { ForgeContext } from './ForgeContext';
import { isoDate } from './git/parse';

export interface CommitFiles {
  /** Made from the default branch when it does not exist. The default branch when absent. */
  branch?: string;
  /** New content by path; null removes the file. */
  files: Record<string, string | null>;
  message?: string;
  /** Login of the author; `pat` when absent. */
  author?: string;
}

/** Puts a commit on top of a branch, past all the doors. */
export async function commitFiles(context: ForgeContext, change: CommitFiles): Promise<string> {
  const { repository, info, access, now } = context;
  const ref = `refs/heads/${change.branch ?? info.defaultBranch}`;
  const existing = await repository.ref(ref);
  const parent = existing ?? (await repository.ref(`refs/heads/${info.defaultBranch}`));
  const paths = Object.keys(change.files);
  const written = paths.filter(path => change.files[path] !== null);
  const blobs = await repository.writeBlobs(written.map(path => change.files[path] ?? ''));
  const tree = await repository.writeTree(
    parent?.sha,
    paths.map(path => ({ path, mode: '100644', sha: blobs[written.indexOf(path)] ?? null })),
  );
  const user = access.user(change.author ?? 'pat');
  if (!user) throw new Error(`The forge knows no ${change.author}`);
  const signature = { name: user.name, email: user.email, date: isoDate(now()) };
  const commit = await repository.writeCommit({
    tree,
    parents: parent ? [parent.sha] : [],
    message: change.message ?? `Change ${paths.join(', ')}`,
    author: signature,
    committer: signature,
  });
  await repository.updateRef(ref, commit, existing?.sha ?? null);
  return commit;
}
