import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PackageManifest } from './PackedPackage';

const run = promisify(execFile);

/** What a package of each role must be good for; a frontend needs a bundler and is not loaded. */
const PROOFS: Record<string, (name: string) => string> = {
  'backend-plugin': isFeature,
  'backend-plugin-module': isFeature,
  'node-library': isLibrary,
  'common-library': isLibrary,
};

/**
 * Loads an unpacked package with plain Node, the way the backend of an adopter does.
 *
 * @returns what is wrong, in a sentence; undefined when nothing is
 */
export async function loadPackage(folder: string): Promise<string | undefined> {
  const { name, bin, backstage }: PackageManifest = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  try {
    for (const program of Object.values(bin ?? {})) {
      await run(process.execPath, [join(folder, program), '--help']);
    }
    const proof = PROOFS[backstage.role]?.(name);
    // As a file of the package's neighbour would be: found by name, never by path.
    if (proof) await run(process.execPath, ['-e', proof], { cwd: join(folder, '..', '..') });
    return undefined;
  } catch (error) {
    return `does not load in Node: ${(error as Error & { stderr?: string }).stderr ?? error}`;
  }
}

function isFeature(name: string): string {
  return `if (require('${name}').default.$$type !== '@backstage/BackendFeature') {
    throw new Error('its default export is no backend feature');
  }`;
}

function isLibrary(name: string): string {
  return `if (Object.keys(require('${name}')).length === 0) throw new Error('it exports nothing');`;
}
