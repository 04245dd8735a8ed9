import { GeneratedFile } from '../compile/renderFiles';
import { inspectFile } from '../compile/inspectFile';
import { diffText } from '../diff/diffText';
import { Drift } from './ChangeReview';

/** A file that lies in the policy's folder, the policy itself left out. */
export interface FolderFile {
  name: string;
  content: string;
  /** Git blob of the content, 40 hex digits. */
  blob?: string;
}

/**
 * Compares what lies in a policy's folder with what the compiler writes for the policy that lies there.
 *
 * @param expected - undefined when the policy there cannot be read: then only the headers tell
 */
export function findDrift(
  folder: string,
  files: readonly FolderFile[],
  expected: readonly GeneratedFile[] | undefined,
): Drift[] {
  const wanted = new Map((expected ?? []).map(({ path, content }) => [path, content]));
  const found = files.flatMap((file): Drift[] => {
    const should = wanted.get(file.name);
    wanted.delete(file.name);
    const status = statusOf(file.content, should, expected !== undefined);
    if (!status) return [];
    const diff = should === undefined ? undefined : diffText(should, file.content);
    return [
      {
        path: `${folder}/${file.name}`,
        status,
        ...(diff && { diff }),
        ...(file.blob && { blob: file.blob }),
      },
    ];
  });
  // A folder without any file of ours was not generated yet: nothing is missing from it.
  const started = files.some(({ content }) => inspectFile(content).ours);
  const missing = started
    ? [...wanted.keys()].map((name): Drift => ({ path: `${folder}/${name}`, status: 'missing' }))
    : [];
  return [...found, ...missing].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function statusOf(
  content: string,
  should: string | undefined,
  known: boolean,
): Drift['status'] | undefined {
  if (content === should) return undefined;
  const { ours, edited, outdated } = inspectFile(content);
  if (!ours) return 'unmanaged';
  if (edited) return 'edited';
  return outdated || known ? 'outdated' : undefined;
}
