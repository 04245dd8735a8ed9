import { run } from './run';

/** The command on the process's own arguments and streams. */
export async function main(): Promise<void> {
  // The reader of a pipe may have enough (`... | head`): that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  try {
    process.exitCode = await run(process.argv.slice(2), {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      today: new Date().toISOString().slice(0, 10),
    });
  } catch (error) {
    // Not 1: that would read as findings.
    process.exitCode = 2;
    console.error('mesh-traffic came to a fault of its own and did not finish:', error);
  }
}
