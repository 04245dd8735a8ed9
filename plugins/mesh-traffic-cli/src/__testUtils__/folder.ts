import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const made: string[] = [];

/** A new folder with these files, by path; removed by {@link removeFolders}. */
export function folderWith(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'mesh-traffic-cli-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Every plain file below a folder, by path. */
export function contentOf(root: string): Record<string, string> {
  const files = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map(path => [relative(root, path), readFileSync(path, 'utf8')] as const),
  );
}

/** Removes the folders of the test that just ran. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
