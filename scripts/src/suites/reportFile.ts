import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a program that writes its results as JSON into a file.
 *
 * @returns the results, or undefined when it wrote none
 */
export async function withReportFile<T>(
  run: (file: string) => Promise<void>,
): Promise<T | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'mesh-traffic-test-'));
  const file = join(folder, 'report.json');
  try {
    await run(file);
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
