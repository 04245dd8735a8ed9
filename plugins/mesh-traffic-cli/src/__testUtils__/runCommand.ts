import { Readable, Writable } from 'node:stream';
import { run } from '../run';

/** What a command line came to. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

class Memory extends Writable {
  text = '';

  constructor(readonly isTTY = false) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command line in this process, on streams in memory. */
export async function runCommand(
  argv: string[],
  { stdin = '', terminal = false } = {},
): Promise<Ran> {
  const stdout = new Memory();
  const stderr = new Memory(terminal);
  const code = await run(argv, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    today: '2026-06-01',
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
