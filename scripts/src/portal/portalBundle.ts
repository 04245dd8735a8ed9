import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Child } from './Child';
import { root } from './root';

/** All that the browser's bundle is made of. */
const SOURCES = [
  'app-config.yaml',
  'package-lock.json',
  'plugins/mesh-traffic',
  'plugins/mesh-traffic-common',
  'test/portal',
];
const IGNORED = new Set(['dist', 'dist-types', 'node_modules', 'coverage']);
const HASH_FILE = join(root, 'node_modules/.cache/mesh-traffic/portal-bundle');
const PORTAL = join(root, 'test/portal');

/** True when the bundle in `test/portal/dist` was made of the sources as they are now. */
export async function bundleIsFresh(): Promise<boolean> {
  if (!existsSync(join(PORTAL, 'dist/index.html')) || !existsSync(HASH_FILE)) return false;
  return (await readFile(HASH_FILE, 'utf8')) === (await hashSources());
}

/**
 * Builds the browser's bundle.
 *
 * @throws Error with the build's last lines when it does not succeed
 */
export async function buildBundle(options: {
  logFolder: string;
  onChild(child: Child): void;
}): Promise<void> {
  // Taken before the build: a source that changes meanwhile makes the bundle old again.
  const hash = await hashSources();
  const child = new Child({
    name: 'bundle',
    command: process.execPath,
    args: [join(root, 'node_modules/@backstage/cli/bin/backstage-cli'), 'package', 'build'],
    cwd: PORTAL,
    logFile: join(options.logFolder, 'bundle.log'),
  });
  options.onChild(child);
  const reason = await child.ended;
  if (reason !== 'ended with code 0') throw new Error(await child.describeEnd(reason));
  await mkdir(dirname(HASH_FILE), { recursive: true });
  await writeFile(HASH_FILE, hash);
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) await addToHash(hash, source);
  return hash.digest('hex');
}

async function addToHash(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(error => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) {
    hash.update(`${path}\0`).update(await readFile(join(root, path)));
    return;
  }
  for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!IGNORED.has(name)) await addToHash(hash, `${path}/${name}`);
  }
}
