import type uPlot from 'uplot';
import { seriesStyle } from '../shared/series';

/** A moment worth a line across the chart, such as a merge. */
export interface ChartMark {
  /** Unix seconds. */
  seconds: number;
  label: string;
}

export const CHART_COLORS = {
  text: '--bui-fg-secondary',
  grid: '--bui-border-1',
  mark: '--bui-fg-primary',
} as const;

interface ChartInput {
  names: readonly string[];
  /** Place of each line in the page's order, which decides its style. */
  places: readonly number[];
  width: number;
  height: number;
  colors: Record<string, string>;
  formatAxis: (value: number) => string;
  formatTime: (seconds: number) => string;
  /** True when values are 0..1 and the axis should show all of it. */
  whole: boolean;
  /** Read at every drawing, since marks may come later than the numbers. */
  marks: () => readonly ChartMark[];
  onCursor: (index: number | undefined) => void;
}

const FONT = '12px system-ui';
const CHARACTER_WIDTH = 7;
const X_AXIS_HEIGHT = 28;

/** What uPlot draws: lines told apart by dash and colour, gaps left open, a labelled line per mark. */
export function chartOptions(input: ChartInput): uPlot.Options {
  const { colors } = input;
  const axis = {
    stroke: colors[CHART_COLORS.text],
    font: FONT,
    grid: { stroke: colors[CHART_COLORS.grid], width: 1 },
    ticks: { stroke: colors[CHART_COLORS.grid], width: 1 },
  };
  return {
    width: input.width,
    height: input.height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true },
      y: { range: (_u, _min, max) => [0, input.whole ? 1 : headroom(max)] },
    },
    axes: [
      {
        ...axis,
        values: (_u, splits) => splits.map(input.formatTime),
        space: 70,
        size: X_AXIS_HEIGHT,
      },
      {
        ...axis,
        size: (_u, values) => axisWidth(values),
        values: (_u, splits) => splits.map(input.formatAxis),
      },
    ],
    series: [
      {},
      ...input.names.map((name, index) => ({
        label: name,
        stroke: colors[seriesStyle(input.places[index]).color],
        dash: seriesStyle(input.places[index]).dash,
        width: 2,
        spanGaps: false,
        points: { show: false },
      })),
    ],
    hooks: {
      draw: [u => input.marks().forEach(mark => drawMark(u, mark, colors[CHART_COLORS.mark]))],
      setCursor: [u => input.onCursor(u.cursor.idx ?? undefined)],
    },
  };
}

/** As wide as its longest label, so that none is cut off. */
function axisWidth(labels: readonly string[] | null): number {
  const longest = Math.max(0, ...(labels ?? []).map(label => label.length));
  return 20 + CHARACTER_WIDTH * longest;
}

function headroom(max: number | null): number {
  return max ? max * 1.1 : 1;
}

function drawMark(u: uPlot, mark: ChartMark, color: string) {
  const { min, max } = u.scales.x;
  if (min === undefined || max === undefined || mark.seconds < min || mark.seconds > max) return;
  const x = Math.round(u.valToPos(mark.seconds, 'x', true));
  const { ctx, bbox } = u;
  const ratio = window.devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 2 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `${11 * ratio}px system-ui`;
  const nearEnd = x > bbox.left + bbox.width * 0.75;
  ctx.textAlign = nearEnd ? 'right' : 'left';
  ctx.fillText(mark.label, x + (nearEnd ? -4 : 4) * ratio, bbox.top + 10 * ratio);
  ctx.restore();
}
