import { execFile } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { Forge } from 'forge';

const run = promisify(execFile);

/** Runs a line of shell in a new clone of the repository. @returns the text of `path` afterwards */
export async function runInClone(forge: Forge, command: string, path: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  const author = { NAME: 'Ana', EMAIL: 'ana@example.com' };
  const env = {
    ...process.env,
    ...Object.fromEntries(
      Object.entries(author).flatMap(([what, value]) => [
        [`GIT_AUTHOR_${what}`, value],
        [`GIT_COMMITTER_${what}`, value],
      ]),
    ),
  };
  try {
    const url = new URL(forge.repositoryUrl);
    url.username = 'x-access-token';
    url.password = forge.token;
    await run('git', ['clone', '--quiet', `${url.href}.git`, folder], { env });
    await run('sh', ['-ec', command], { cwd: folder, env });
    return readFileSync(join(folder, path), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
