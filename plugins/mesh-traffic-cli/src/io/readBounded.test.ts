import { Readable } from 'node:stream';
import { readBounded } from './readBounded';

function* endless() {
  for (;;) yield Buffer.alloc(1000);
}

describe('readBounded', () => {
  it('reads text that arrives in the middle of a character', async () => {
    const bytes = Buffer.from('grün');
    const stream = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]);

    expect(await readBounded(stream, 100)).toEqual({ text: 'grün' });
  });

  it('stops a stream without end', async () => {
    expect(await readBounded(Readable.from(endless()), 10_000)).toEqual({ fault: 'too large' });
  });

  it('refuses what is no text', async () => {
    const utf16 = Buffer.from('\ufeffa: 1', 'utf16le');

    expect(await readBounded(Readable.from([utf16]), 100)).toEqual({ fault: 'not UTF-8' });
  });
});
