import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Stage } from './Scenario';

const run = promisify(execFile);

/** Changes a file of the GitOps repository as a person with a clone does: clone, commit, push to main. */
export async function pushFile(
  stage: Stage,
  change: { path: string; content: string; message: string },
): Promise<void> {
  const { repositoryUrl, token } = stage.portal.forge;
  const address = new URL(repositoryUrl);
  address.username = 'x-access-token';
  address.password = token;
  const folder = await mkdtemp(join(tmpdir(), 'mesh-traffic-clone-'));
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=Pat', '-c', 'user.email=pat@example.com', ...args], {
      cwd: folder,
    });
  try {
    await git('clone', '--quiet', '--depth', '1', address.href, '.');
    await mkdir(dirname(join(folder, change.path)), { recursive: true });
    await writeFile(join(folder, change.path), change.content);
    await git('add', '--all');
    await git('commit', '--quiet', '--message', change.message);
    await git('push', '--quiet', 'origin', 'HEAD:main');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
