import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderPlan } from './planFolder';

/**
 * Carries a plan out. A file is written beside its place and moved there, so that it is never half written and a
 * link put in its place meanwhile is replaced, not followed.
 *
 * @returns paths of the files that were written and removed
 */
export async function writeFolder(
  root: string,
  folder: string,
  { write, remove }: FolderPlan,
): Promise<{ written: string[]; removed: string[] }> {
  const at = join(root, folder);
  await mkdir(at, { recursive: true });
  for (const { path, content } of write) {
    const target = join(at, path);
    const temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, target);
  }
  for (const name of remove) await rm(join(at, name));
  return {
    written: write.map(({ path }) => join(at, path)),
    removed: remove.map(name => join(at, name)),
  };
}
