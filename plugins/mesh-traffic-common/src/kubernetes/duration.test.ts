import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration';

it.each([
  ['10s', 10_000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['1h30m', 5_400_000],
  ['0s', 0],
  ['1m', 60_000],
  ['10', undefined],
  ['-1s', undefined],
  ['1 s', undefined],
  ['0.1ms', undefined],
  ['5us', undefined],
  ['1d', undefined],
  ['', undefined],
  ['s', undefined],
  [`${'9'.repeat(31)}s`, undefined],
])('parses %j as %s ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

it.each([
  [250, '250ms'],
  [1500, '1.5s'],
  [90_000, '90s'],
  [120_000, '2m'],
  [5_400_000, '1h30m'],
  [3_605_000, '1h5s'],
])('writes %s ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

it('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), ms => expect(parseDuration(formatDuration(ms))).toBe(ms)),
  );
});
