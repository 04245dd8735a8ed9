/**
 * How lines and parts of bars are told apart: by pattern first, colour second. The colours are tokens of the
 * theme, none of them red or green, which here mean a state and which many people cannot tell apart.
 */
export interface SeriesStyle {
  /** Name of a CSS custom property. */
  color: string;
  /** Lengths of dash and gap of a line, in pixels; empty is a solid line. */
  dash: number[];
  /** Which fill of a bar, 0..5; see SplitBar.module.css. */
  fill: number;
}

const COLORS = ['--bui-accent-bg', '--bui-fg-warning', '--bui-fg-primary', '--bui-fg-announcement'];
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const FILLS = 6;

/** The style of the n-th series; repeats only after sixteen. */
export function seriesStyle(index: number): SeriesStyle {
  const round = Math.floor(index / COLORS.length);
  return {
    color: COLORS[index % COLORS.length],
    dash: DASHES[(index + round) % DASHES.length],
    fill: index % FILLS,
  };
}
