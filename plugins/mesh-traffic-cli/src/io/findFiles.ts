import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import { unreadable } from './unreadable';

/** What kubectl reads in a folder. */
const READ = /\.(ya?ml|json)$/;

/** The files behind the names on the command line. */
export interface FoundFiles {
  /** As named, or below a named folder; `-` for standard input. Sorted inside a folder, none twice. */
  files: string[];
  /** Links inside folders: not followed, since they may lead anywhere. */
  links: string[];
  problems: Diagnostic[];
}

/**
 * Looks up files and folders. Hidden entries and `node_modules` are passed over inside folders, and what is excluded by
 * its name or by its path as it would be shown.
 */
export async function findFiles(
  inputs: readonly string[],
  exclude: readonly string[] = [],
): Promise<FoundFiles> {
  const excluded = new Set(exclude.map(name => normalize(name).replace(/\/$/, '')));
  const isPassedOver = (name: string, path: string) =>
    name.startsWith('.') || name === 'node_modules' || excluded.has(name) || excluded.has(path);
  const found: FoundFiles = { files: [], links: [], problems: [] };
  const seen = new Set<string>();
  const add = (file: string, identity: string) => {
    if (!seen.has(identity)) found.files.push(file);
    seen.add(identity);
  };
  for (const input of inputs) {
    if (input === '-') {
      add('-', '-');
      continue;
    }
    const stats = await attempt<Stats>(found, input, () => stat(input));
    if (stats?.isDirectory()) {
      const problemsBefore = found.problems.length;
      const files = await walk(input, await realpath(input), { found, add, isPassedOver });
      if (files === 0 && found.problems.length === problemsBefore) {
        found.problems.push(
          unreadable(
            input,
            `The folder ${input} holds no YAML or JSON file.`,
            'Name the folder with the manifests.',
          ),
        );
      }
    } else if (stats) {
      // A pipe has no lasting name: `<(kubectl get ...)`.
      add(input, stats.isFile() ? await realpath(input) : input);
    }
  }
  return found;
}

interface Walk {
  found: FoundFiles;
  add(file: string, identity: string): void;
  isPassedOver(name: string, path: string): boolean;
}

/** @returns how many files the folder holds, those found before included */
async function walk(folder: string, real: string, walked: Walk): Promise<number> {
  const { found, add, isPassedOver } = walked;
  const entries = await attempt<Dirent[]>(found, folder, () =>
    readdir(folder, { withFileTypes: true }),
  );
  entries?.sort((one, other) => (one.name < other.name ? -1 : 1));
  let files = 0;
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (isPassedOver(entry.name, path)) continue;
    if (entry.isSymbolicLink()) {
      found.links.push(path);
    } else if (entry.isDirectory()) {
      files += await walk(path, join(real, entry.name), walked);
    } else if (entry.isFile() && READ.test(entry.name)) {
      files += 1;
      add(path, join(real, entry.name));
    }
  }
  return files;
}

async function attempt<Result>(
  { problems }: FoundFiles,
  path: string,
  read: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? unreadable(path, `There is no file or folder ${path}.`, 'Check the name.')
        : unreadable(path, `${path} cannot be opened (${code}).`, 'Check its permissions.'),
    );
    return undefined;
  }
}
