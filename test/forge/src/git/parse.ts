import { CommitInfo, FileChange, Signature, TreeEntry } from './types';

/** `git log --format`: fields end in NUL, commits in SOH. */
export const logFormat = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x01';

/** Reads the output of `git log` in `logFormat`. */
export function parseLog(output: string): CommitInfo[] {
  return output
    .split('\x01')
    .map(record => record.replace(/^\n/, ''))
    .filter(record => record !== '')
    .map(record => {
      const [sha, tree, parents, an, ae, ad, cn, ce, cd, message] = record.split('\0');
      return {
        sha,
        tree,
        parents: parents === '' ? [] : parents.split(' '),
        author: signature(an, ae, ad),
        committer: signature(cn, ce, cd),
        message: message.replace(/\n+$/, ''),
      };
    });
}

/** ISO 8601 in UTC to the second, as GitHub writes dates. */
export function isoDate(date: string | number | Date): string {
  return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');
}

function signature(name: string, email: string, date: string): Signature {
  return { name, email, date: isoDate(date) };
}

/** Reads the output of `git ls-tree -z -l`. */
export function parseTree(output: string): TreeEntry[] {
  return output
    .split('\0')
    .filter(record => record !== '')
    .map(record => {
      const tab = record.indexOf('\t');
      const [mode, type, sha, size] = record.slice(0, tab).split(/ +/);
      return {
        path: record.slice(tab + 1),
        mode,
        type: type as TreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
      };
    });
}

const statuses: Record<string, FileChange['status']> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'modified',
  R: 'renamed',
};

type RawChange = Omit<FileChange, 'additions' | 'deletions' | 'patch'> & {
  /** In how many parts git writes its patch: a file that becomes a link is removed and added. */
  sections: number;
};

/** Reads the output of `git diff --raw -z --no-abbrev`. */
export function parseRawDiff(output: string): RawChange[] {
  const fields = output.split('\0');
  const changes: RawChange[] = [];
  for (let at = 0; at < fields.length - 1;) {
    const [, , before, after, letters] = fields[at].split(' ');
    const letter = letters[0];
    const renamed = letter === 'R';
    changes.push({
      status: statuses[letter] ?? 'modified',
      sections: letter === 'T' ? 2 : 1,
      sha: letter === 'D' ? before : after,
      path: fields[at + (renamed ? 2 : 1)],
      ...(renamed ? { previousPath: fields[at + 1] } : {}),
    });
    at += renamed ? 3 : 2;
  }
  return changes;
}
