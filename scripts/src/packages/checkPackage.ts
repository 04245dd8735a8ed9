import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';
import { PackageManifest } from './PackedPackage';

const BESIDE_DIST = new Set(['package.json', 'README.md', 'LICENSE', 'config.schema.json']);

/**
 * Looks for what would go wrong where a package is installed from npm: files that are missing or should not be
 * there, entry points that lead nowhere, imports that no dependency stands for.
 *
 * @param folder - the unpacked package
 * @param machinePath - a path that must be in no file: where the package was built
 * @returns what is wrong, in sentences; empty when nothing is
 */
export async function checkPackage(folder: string, machinePath: string): Promise<string[]> {
  const manifest: PackageManifest = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const files = new Set(await filesOf(folder));
  const problems: string[] = [];

  for (const needed of ['README.md', 'LICENSE', ...entryPoints(manifest)]) {
    if (!files.has(needed)) problems.push(`${needed} is missing`);
  }
  for (const file of files) {
    if (!file.startsWith('dist/') && !BESIDE_DIST.has(file))
      problems.push(`${file} is superfluous`);
    if (/(^|\/)__|\.test\./.test(file)) problems.push(`${file} is for tests only`);
  }

  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  for (const [name, range] of Object.entries(declared)) {
    if (/^(workspace|file|link|portal):/.test(range)) {
      problems.push(`the dependency ${name} leads to this repository: ${range}`);
    }
  }
  for (const file of files) {
    if (!/\.(js|ts|json|map)$/.test(file)) continue;
    const text = await readFile(join(folder, file), 'utf8');
    if (text.includes(machinePath)) problems.push(`${file} names the folder it was built in`);
    if (!/\.(js|ts)$/.test(file)) continue;
    for (const { fileName } of preProcessFile(text, true, true).importedFiles) {
      const problem = problemOfImport(fileName, file, files, declared);
      if (problem) problems.push(`${file} imports ${fileName}, ${problem}`);
    }
  }
  return problems;
}

/** Every file of the package that its package.json points to. */
function entryPoints(manifest: PackageManifest): string[] {
  const { main, module, types, bin = {}, configSchema } = manifest;
  const exported = JSON.stringify(manifest.exports ?? {}).matchAll(/"(\.\/[^"]+\.[^"]+)"(?!:)/g);
  return [main, module, types, configSchema, ...Object.values(bin), ...[...exported].map(m => m[1])]
    .filter(path => path !== undefined)
    .map(path => posix.normalize(path));
}

function problemOfImport(
  name: string,
  from: string,
  files: ReadonlySet<string>,
  declared: Record<string, string>,
): string | undefined {
  if (name.startsWith('.')) {
    const target = posix.join(dirname(from), name);
    // Declarations name the JavaScript that they describe.
    const found = [target, target.replace(/\.js$/, '.d.ts')].some(path => files.has(path));
    return found ? undefined : 'which is not in the package';
  }
  const [first, second] = name.split('/');
  const dependency = first.startsWith('@') ? `${first}/${second}` : first;
  if (first.startsWith('node:') || builtinModules.includes(first)) return undefined;
  return dependency in declared ? undefined : 'which is not among its dependencies';
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(file => !file.startsWith('node_modules/'));
}
