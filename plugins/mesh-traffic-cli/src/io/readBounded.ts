import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** The text of a stream, or why there is none. */
export type BoundedText = { text: string } | { fault: 'too large' | 'not UTF-8' };

/**
 * Reads a file, pipe or standard input, and stops at a size: a device without end does no harm.
 *
 * @throws what the file system says
 */
export async function readBounded(
  source: string | Readable,
  maxBytes: number,
): Promise<BoundedText> {
  const stream = typeof source === 'string' ? createReadStream(source) : source;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBytes) return { fault: 'too large' };
    chunks.push(buffer);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { fault: 'not UTF-8' };
  }
}
