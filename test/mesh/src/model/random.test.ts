import { createRandom } from './random';

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('repeats itself for the same seed', () => {
    expect(draw(5, createRandom(3).next)).toEqual(draw(5, createRandom(3).next));
  });

  it.each([0, 0.4, 5, 59, 61, 4000])(
    'draws %d events on average where so many are expected',
    expected => {
      const random = createRandom(11);
      const drawn = draw(4000, () => random.poisson(expected));
      expect(Math.abs(mean(drawn) - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected / 4000));
      expect(drawn.every(value => Number.isInteger(value) && value >= 0)).toBe(true);
    },
  );

  it('draws times around the median', () => {
    const random = createRandom(5);
    const drawn = draw(4001, () => random.logNormal(58, 0.67)).sort((a, b) => a - b);
    expect(drawn[2000]).toBeCloseTo(58, -1);
    expect(drawn[Math.floor(4001 * 0.95)] / drawn[2000]).toBeCloseTo(Math.exp(1.645 * 0.67), 0);
  });
});
