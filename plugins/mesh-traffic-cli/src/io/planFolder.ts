import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeneratedFile, inspectFile } from 'backstage-plugin-mesh-traffic-common';

/** What has to happen so that a folder holds exactly the generated files. */
export interface FolderPlan {
  write: GeneratedFile[];
  /** Names of files that an earlier version of the policy came to. */
  remove: string[];
  unchanged: number;
  /** Sentences: why nothing may be written. */
  refusals: { path: string; message: string; help: string }[];
}

/**
 * Compares a policy's folder with the files that belong there. Files that a person edited or wrote, and links, are
 * reasons to refuse; other files in the folder are left alone.
 *
 * @param root - the folder named with `--out`; it may be a link, nothing below it may
 * @param folder - path of the policy's folder below the root
 */
export async function planFolder(
  root: string,
  folder: string,
  files: readonly GeneratedFile[],
): Promise<FolderPlan> {
  const plan: FolderPlan = { write: [], remove: [], unchanged: 0, refusals: [] };
  let at = root;
  for (const step of folder.split('/')) {
    at = join(at, step);
    const stats = await statsOf(at);
    if (!stats) {
      plan.write.push(...files);
      return plan;
    }
    if (!stats.isDirectory()) {
      plan.refusals.push({
        path: at,
        message: `${at} is no folder${stats.isSymbolicLink() ? ' but a link' : ''}.`,
        help: 'Remove it, or name another folder with --out.',
      });
      return plan;
    }
  }
  const wanted = new Map(files.map(file => [file.path, file]));
  for (const name of (await readdir(at)).sort()) {
    await compare(plan, at, name, wanted.get(name));
    wanted.delete(name);
  }
  plan.write.push(...wanted.values());
  return plan;
}

async function compare(
  plan: FolderPlan,
  folder: string,
  name: string,
  wanted: GeneratedFile | undefined,
): Promise<void> {
  const path = join(folder, name);
  const stats = await lstat(path);
  if (!stats.isFile()) {
    if (wanted) {
      plan.refusals.push({
        path,
        message: `${path} is no plain file.`,
        help: 'Remove it, then compile again.',
      });
    }
    return;
  }
  if (!wanted && !/\.ya?ml$/.test(name)) return;
  const content = await readFile(path, 'utf8');
  if (wanted && content === wanted.content) {
    plan.unchanged += 1;
    return;
  }
  const { ours, edited } = inspectFile(content);
  if (ours && !edited) {
    if (wanted) plan.write.push(wanted);
    else plan.remove.push(name);
  } else if (wanted || edited) {
    plan.refusals.push({
      path,
      message: ours ? `${path} was edited by hand.` : `${path} was not made by mesh-traffic.`,
      help: ours
        ? 'Put the change into the policy and remove the file, then compile again.'
        : 'Move it away, then compile again.',
    });
  }
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
