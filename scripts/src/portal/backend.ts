import { join } from 'node:path';
import { Child } from './Child';
import { freePort } from './ports';
import { root } from './root';
import { until } from './until';

interface BackendOptions {
  /** Where people open the portal. */
  appUrl: string;
  logFolder: string;
  onChild(child: Child): void;
  /** Writes the configuration that is laid over `app-config.yaml` and returns its path. */
  writeConfig(backendUrl: string): Promise<string>;
}

const BACKEND = join(root, 'test/portal-backend');
const READY_WITHIN_MS = 180_000;

/** Starts the backend, which serves the built page as well, and waits until one can sign in. */
export async function startBackend(options: BackendOptions): Promise<void> {
  const config = await options.writeConfig(options.appUrl);
  const child = new Child({
    name: 'portal',
    command: process.execPath,
    args: [
      '--no-node-snapshot',
      '--require',
      join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      '--require',
      join(root, 'scripts/src/children/endWithParent.ts'),
      join(BACKEND, 'src/index.ts'),
      ...configArguments(config),
    ],
    cwd: BACKEND,
    logFile: join(options.logFolder, 'portal.log'),
    env: { NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL ?? 'info' },
  });
  options.onChild(child);
  await untilReady(child, options.appUrl);
}

/** Starts frontend and backend with hot reload. */
export async function startDevelopment(options: BackendOptions): Promise<void> {
  const backendUrl = `http://localhost:${await freePort()}`;
  const config = await options.writeConfig(backendUrl);
  const child = new Child({
    name: 'portal',
    command: process.execPath,
    args: [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      ...configArguments(config),
    ],
    cwd: root,
    logFile: join(options.logFolder, 'portal.log'),
    env: { BROWSER: 'none' },
  });
  options.onChild(child);
  await untilReady(child, backendUrl);
}

function configArguments(runningConfig: string): string[] {
  return ['--config', join(root, 'app-config.yaml'), '--config', runningConfig];
}

/** The catalog is read in the background: ready is when the people and the templates are in it. */
async function untilReady(child: Child, backendUrl: string): Promise<void> {
  const abort = new AbortController();
  child.ended.then(async reason => abort.abort(new Error(await child.describeEnd(reason))));
  await until({
    what: 'the portal',
    withinMs: READY_WITHIN_MS,
    signal: abort.signal,
    check: async () => {
      const signIn = await fetch(`${backendUrl}/api/auth/people/refresh`, {
        headers: { 'x-portal-person': 'ana' },
      });
      if (!signIn.ok) return false;
      const { backstageIdentity } = await signIn.json();
      const template = await fetch(
        `${backendUrl}/api/catalog/entities/by-name/template/default/choose-versions-per-caller`,
        { headers: { authorization: `Bearer ${backstageIdentity.token}` } },
      );
      return template.ok;
    },
  });
}
