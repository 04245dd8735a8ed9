import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../portal/root';
import { PackedPackage } from './PackedPackage';

const run = promisify(execFile);
const BIN = join(root, 'node_modules/.bin');
const CLI = join(BIN, 'backstage-cli');

/**
 * Builds everything below `plugins` and packs it as npm would publish it. The package.json of a package is
 * another one while it is packed, and itself again afterwards.
 *
 * @param folder - where the tarballs go; made when it does not exist
 * @param onProgress - told what is done next
 * @throws Error with what the compiler, the build or npm said
 */
export async function packPackages(
  folder: string,
  onProgress: (sentence: string) => void,
): Promise<PackedPackage[]> {
  await mkdir(folder, { recursive: true });
  const sources = (await readdir(join(root, 'plugins'))).sort().map(n => join(root, 'plugins', n));
  // Left by a run that was ended: it would be taken for the original.
  for (const source of sources) await unprepare(source);
  onProgress('Type declarations');
  // The build puts together what the compiler leaves in dist-types.
  await runOrSay(join(BIN, 'tsc'), [], root);
  onProgress('Builds');
  await twoAtOnce(sources, source => runOrSay(CLI, ['package', 'build'], source));
  onProgress('Tarballs');
  return await twoAtOnce(sources, async source => ({
    source,
    tarball: join(folder, await pack(source, folder)),
  }));
}

/** Each of these keeps one processor busy. */
async function twoAtOnce<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const todo = items.entries();
  const lane = async () => {
    for (const [index, item] of todo) results[index] = await work(item);
  };
  await Promise.all([lane(), lane()]);
  return results;
}

async function pack(source: string, folder: string): Promise<string> {
  try {
    const args = ['pack', '--silent', '--pack-destination', folder];
    return (await runOrSay('npm', args, source)).trim();
  } finally {
    // npm does not run postpack when it fails or is ended.
    await unprepare(source);
  }
}

/** Gives a package its own package.json back, and takes away what was made beside it. */
async function unprepare(source: string): Promise<void> {
  if (!existsSync(join(source, 'package.json-prepack'))) return;
  await runOrSay(CLI, ['package', 'postpack'], source);
}

async function runOrSay(command: string, args: string[], cwd: string): Promise<string> {
  try {
    return (await run(command, args, { cwd })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & Record<string, string>;
    throw new Error(`In ${cwd}: ${message}\n${stdout}${stderr}`);
  }
}
