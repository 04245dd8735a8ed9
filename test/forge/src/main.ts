/**
 * Runs a forge until it is told to stop: `npx tsx test/forge/src/main.ts [--port 4820] [--directory <folder>]`.
 * With a folder the repository stays; pull requests are forgotten in any case.
 */
import { parseArgs } from 'node:util';
import { startForge } from './startForge';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, directory: { type: 'string' } },
  });
  const forge = await startForge({
    port: values.port === undefined ? 0 : Number(values.port),
    directory: values.directory,
    strict: false,
    log: sentence => process.stderr.write(`${sentence}\n`),
  });
  process.stdout.write(`Forge: ${forge.repositoryUrl}\nStop it with Ctrl-C.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      forge.close().then(() => process.exit(0));
    });
  }
}

main().catch(error => {
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const reason = inUse ? 'The port is in use: choose another one with --port.' : error;
  process.stderr.write(`The forge cannot start. ${reason}\n`);
  process.exit(1);
});
