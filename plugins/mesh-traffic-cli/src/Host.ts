import type { Readable, Writable } from 'node:stream';

/** What a command may touch beside files. */
export interface Host {
  stdin: Readable;
  stdout: Writable;
  /** Notes and, on a terminal, progress; what a command answers goes to stdout. */
  stderr: Writable & { isTTY?: boolean };
  /** `YYYY-MM-DD`. */
  today: string;
}
