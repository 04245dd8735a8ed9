import { spawn } from 'node:child_process';
import { root } from '../portal/root';

/**
 * Runs a program in the root folder, with its output shown as it comes.
 *
 * @returns undefined when it succeeded, else in words how it ended
 */
export async function runCommand(
  command: string,
  args: string[],
  options: { timeoutMinutes: number },
): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: options.timeoutMinutes * 60_000,
      killSignal: 'SIGKILL',
    });
    child.once('error', error => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (signal === 'SIGKILL')
        resolve(`did not end within ${options.timeoutMinutes} minutes`);
      else resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
  });
}

/** Path of a program that an npm package brings along. */
export function bin(name: string): string {
  return `${root}/node_modules/.bin/${name}`;
}
