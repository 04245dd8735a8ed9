import { FileChange } from '../review/ChangeReview';
import { countChanges, diffText } from './diffText';

/** A file by its name in the policy's folder. */
export interface NamedFile {
  name: string;
  content: string;
}

/**
 * What happens to the files of a folder; files that stay as they are are left out.
 *
 * @param folder - path of the folder in the repository, without a slash at its end
 */
export function diffFiles(folder: string, before: NamedFile[], after: NamedFile[]): FileChange[] {
  const old = new Map(before.map(({ name, content }) => [name, content]));
  const now = new Map(after.map(({ name, content }) => [name, content]));
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((name): FileChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    const diff = diffText(was ?? '', is ?? '');
    const status = statusOf(was, is);
    return [{ path: `${folder}/${name}`, status, diff, ...countChanges(diff) }];
  });
}

function statusOf(before: string | undefined, after: string | undefined): FileChange['status'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
