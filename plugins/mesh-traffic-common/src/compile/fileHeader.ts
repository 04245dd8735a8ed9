import { COMPILER_VERSION } from './COMPILER_VERSION';
import { sha256Hex } from './hash';

/** The line that {@link inspectFile} reads. */
export const HEADER_LINE = /^# mesh-traffic: compiler (\d{1,9}), sha256 ([0-9a-f]{64})$/;

/** Whether a file carries our header, whatever has become of it since. */
export function hasHeader(content: string): boolean {
  return HEADER_LINE.test((content.split('\n', 2)[1] ?? '').replace(/\r$/, ''));
}

/** Puts the header before a generated file: what it is made from, by which compiler, and a hash of the rest. */
export function withHeader(source: string, body: string): string {
  return (
    `# Made from ${source} by mesh-traffic. Change that file: edits here are found and not kept.\n` +
    `# mesh-traffic: compiler ${COMPILER_VERSION}, sha256 ${sha256Hex(body)}\n` +
    `${body}`
  );
}
