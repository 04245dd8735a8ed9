import { histogramQuantile } from './histogramQuantile';

describe('histogramQuantile', () => {
  const buckets = [
    { le: 100, count: 50 },
    { le: 200, count: 90 },
    { le: Infinity, count: 100 },
  ];

  it.each([
    [0.25, 50],
    [0.5, 100],
    [0.7, 150],
    [0.9, 200],
    [0.99, 200],
  ])('finds quantile %p at %p ms', (quantile, expected) => {
    expect(histogramQuantile(quantile, buckets)).toBeCloseTo(expected, 6);
  });

  it('does not depend on the order of the buckets', () => {
    expect(histogramQuantile(0.7, [...buckets].reverse())).toBeCloseTo(150, 6);
  });

  it('says nothing without calls, or without the last bucket', () => {
    expect(histogramQuantile(0.5, [])).toBeUndefined();
    expect(
      histogramQuantile(
        0.5,
        buckets.map(({ le }) => ({ le, count: 0 })),
      ),
    ).toBeUndefined();
    expect(histogramQuantile(0.5, buckets.slice(0, 2))).toBeUndefined();
  });

  it('bears counts that fall by a hair', () => {
    expect(
      histogramQuantile(0.99, [
        { le: 10, count: 100.0001 },
        { le: Infinity, count: 100 },
      ]),
    ).toBeLessThanOrEqual(10);
  });
});
