import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../portal/root';
import { PackageManifest, PackedPackage } from './PackedPackage';

const run = promisify(execFile);

/**
 * Installs packed packages into a folder of their own, as npm would: what else they need is what is installed
 * in this repository.
 *
 * @returns where each package lies now, in the order of `packages`
 */
export async function unpack(packages: PackedPackage[], folder: string): Promise<string[]> {
  const modules = join(folder, 'node_modules');
  const installed: string[] = [];
  for (const { source, tarball } of packages) {
    const { name }: PackageManifest = JSON.parse(
      await readFile(join(source, 'package.json'), 'utf8'),
    );
    const target = join(modules, name);
    await mkdir(target, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    const own = join(source, 'node_modules');
    if (existsSync(own)) await cp(own, join(target, 'node_modules'), { recursive: true });
    installed.push(target);
  }
  for (const name of await namesOf(join(root, 'node_modules'))) {
    const target = join(modules, name);
    if (existsSync(target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await symlink(join(root, 'node_modules', name), target);
  }
  return installed;
}

/** Names of all packages that lie in a node_modules folder. */
async function namesOf(modules: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readdir(modules)) {
    if (name.startsWith('.')) continue;
    if (!name.startsWith('@')) names.push(name);
    else for (const scoped of await readdir(join(modules, name))) names.push(`${name}/${scoped}`);
  }
  return names;
}
