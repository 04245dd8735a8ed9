import { inspectFile } from '../compile/inspectFile';
import { GeneratedFile } from '../compile/renderFiles';
import { NamedFile } from '../diff/diffFiles';

/** Whether a change touches a file: it writes one of this name, or ours that is written no more. */
export function replaces({ name, content }: NamedFile, now: readonly GeneratedFile[]): boolean {
  return now.some(({ path }) => path === name) || inspectFile(content).ours;
}
