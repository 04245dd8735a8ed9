import { execFile } from 'child_process';
import { createWriteStream } from 'fs';
import { rm } from 'fs/promises';
import { join } from 'path';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { promisify } from 'util';

export interface LoadHistoryOptions {
  /** Path of `promtool`. */
  promtool: string;
  /** Where OpenMetrics text comes from. */
  url: string;
  /** The data directory of a Prometheus that does not run yet. */
  dataDirectory: string;
  /** A directory for the text, which is large. */
  scratchDirectory: string;
}

/**
 * Writes the past of a target into blocks that Prometheus finds when it starts.
 *
 * @throws Error when the target does not answer or promtool refuses the text
 */
export async function loadHistory(options: LoadHistoryOptions): Promise<void> {
  const file = join(options.scratchDirectory, 'history.om');
  try {
    const response = await fetch(options.url);
    if (!response.ok || !response.body) {
      throw new Error(`${options.url} answered ${response.status} instead of a history.`);
    }
    await pipeline(Readable.from(response.body), createWriteStream(file));
    await promisify(execFile)(options.promtool, [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--quiet',
      file,
      options.dataDirectory,
    ]);
  } finally {
    await rm(file, { force: true });
  }
}
