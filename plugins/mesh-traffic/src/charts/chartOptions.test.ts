import type uPlot from 'uplot';
import { ChartMark, chartOptions } from './chartOptions';

const options = (marks: ChartMark[] = [], whole = false) =>
  chartOptions({
    names: ['prod', 'staging', 'dev'],
    places: [0, 1, 2],
    width: 400,
    height: 180,
    colors: {},
    formatAxis: value => `${value}/min`,
    formatTime: seconds => `t${seconds}`,
    whole,
    marks: () => marks,
    onCursor: () => {},
  });

/** As much of a chart as the drawing of marks asks for; notes what is written into the picture. */
function paper(min: number, max: number) {
  const written: string[] = [];
  const ctx = new Proxy(
    { fillText: (text: string) => written.push(text) },
    { get: (target, name) => Reflect.get(target, name) ?? (() => {}), set: () => true },
  );
  const plot = {
    scales: { x: { min, max } },
    bbox: { left: 0, top: 0, width: 100, height: 100 },
    ctx,
    valToPos: (value: number) => value - min,
  };
  return { plot: plot as unknown as uPlot, written };
}

const draw = (built: uPlot.Options, plot: uPlot) =>
  built.hooks?.draw?.forEach(hook => hook?.(plot));

it('tells lines apart by their dashes, not by colour alone', () => {
  const dashes = options()
    .series.slice(1)
    .map(series => JSON.stringify(series.dash));
  expect(new Set(dashes).size).toBe(3);
});

it('leaves gaps open', () => {
  for (const series of options().series.slice(1)) expect(series.spanGaps).toBe(false);
});

it('starts at zero, and shows all of a share', () => {
  const rangeOf = (whole: boolean) => {
    const range = options([], whole).scales?.y?.range;
    if (typeof range !== 'function') throw new Error('the range should be worked out');
    return range({} as uPlot, 3, 10, 'y');
  };
  expect(rangeOf(false)).toEqual([0, 11]);
  expect(rangeOf(true)).toEqual([0, 1]);
});

it('marks a merge that lies within the shown time', () => {
  const { plot, written } = paper(100, 200);
  draw(
    options([
      { seconds: 150, label: '#218 merged' },
      { seconds: 50, label: '#1 merged' },
    ]),
    plot,
  );
  expect(written).toEqual(['#218 merged']);
});

it('makes room for its longest label', () => {
  const size = options().axes?.[1]?.size;
  if (typeof size !== 'function') throw new Error('the width should be worked out');
  const widthFor = (...labels: string[]) => size({} as uPlot, labels, 1, 0);
  expect(widthFor('0 ms', '1,500 ms')).toBeGreaterThan(widthFor('0 ms', '50 ms'));
});
