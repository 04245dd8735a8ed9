import { measure, median } from './measure';
import { isMissed } from './Row';
import { table } from './table';

function busy(steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step += 1) sum += Math.sqrt(step);
  return sum;
}

it('finds what takes a hundred times as long', () => {
  const medians = measure(
    [
      { name: 'short', run: () => busy(10_000) },
      { name: 'long', run: () => busy(1_000_000) },
    ],
    { rounds: 3, sampleMs: 20 },
  );
  const ratio = (medians.get('long') ?? 0) / (medians.get('short') ?? 0);

  expect(ratio).toBeGreaterThan(10);
});

it('takes the value in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 9])).toBe(3);
});

it('shows which aims are missed', () => {
  const row = { what: 'lint', measured: '3 ms', comparedWith: 'ajv', aim: 2 };

  expect(isMissed({ ...row, ratio: 2.1 })).toBe(true);
  expect(isMissed({ ...row, ratio: 1.9 })).toBe(false);
  expect(table([{ ...row, ratio: 2.1 }])).toEqual([
    '| what | measured | ratio | to  | aim          |',
    '| ---- | -------- | ----- | --- | ------------ |',
    '| lint | 3 ms     | 2.10x | ajv | <= 2x missed |',
  ]);
});
