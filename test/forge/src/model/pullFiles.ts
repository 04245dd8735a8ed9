import { changedFiles, mergeBase } from '../git/compare';
import { GitRepository } from '../git/GitRepository';
import { FileChange } from '../git/types';
import { Pull } from './Pull';

/** The files that a pull request changes: from where its branch left the base to its head. */
export async function pullFiles(repository: GitRepository, pull: Pull): Promise<FileChange[]> {
  const from = (await mergeBase(repository, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  return changedFiles(repository, from, pull.headSha);
}
