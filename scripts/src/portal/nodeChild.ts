import { join } from 'node:path';
import { Child } from './Child';
import { root } from './root';

/** A message that says that the service of a child process is ready, with what others need to know of it. */
interface ReadyMessage<T> {
  ready: T;
}

/**
 * Runs a script of `scripts/children` as a child and waits until its service is ready.
 *
 * @returns the child, and what the script said of its service
 */
export async function startNodeChild<T>(options: {
  name: string;
  script: string;
  /** Handed to the script, outside of the command line: it may hold a secret. */
  input: unknown;
  logFolder: string;
  onChild(child: Child): void;
}): Promise<T> {
  const child = new Child({
    name: options.name,
    command: process.execPath,
    args: ['--import', 'tsx', join(root, 'scripts/src/children', `${options.script}.ts`)],
    cwd: root,
    env: { CHILD_INPUT: JSON.stringify(options.input) },
    logFile: join(options.logFolder, `${options.name}.log`),
  });
  options.onChild(child);
  const { ready } = await child.message((message): message is ReadyMessage<T> =>
    Boolean(message && typeof message === 'object' && 'ready' in message),
  );
  return ready;
}
