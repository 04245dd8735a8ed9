import { alignSeries } from './alignSeries';

it('puts all series on one axis and leaves gaps open', () => {
  const aligned = alignSeries(
    [
      {
        labels: { caller: 'prod' },
        points: [
          [60, 1],
          [120, undefined],
          [180, 0],
        ],
      },
      { labels: { caller: 'dev' }, points: [[180, 5]] },
    ],
    ['prod', 'dev'],
  );
  expect(aligned).toEqual({
    names: ['prod', 'dev'],
    times: [60, 120, 180],
    values: [
      [1, null, 0],
      [null, null, 5],
    ],
  });
});

it('names the lines in the order of the page, whatever the answer has first', () => {
  const series = ['dev', 'prod'].map(caller => ({ labels: { caller }, points: [] }));
  expect(alignSeries(series, ['prod', 'staging', 'dev']).names).toEqual(['prod', 'dev']);
});
