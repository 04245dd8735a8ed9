import { useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { seriesStyle } from '../shared/series';
import 'uplot/dist/uPlot.min.css';
import styles from './LineChart.module.css';
import { AlignedSeries } from './alignSeries';
import { CHART_COLORS, ChartMark, chartOptions } from './chartOptions';
import { useThemeColors } from './useThemeColors';

interface LineChartProps {
  data: AlignedSeries;
  /** Place of each line in the page's order, which decides its style. */
  places: readonly number[];
  /** Says in words what the picture shows. */
  label: string;
  formatAxis: (value: number) => string;
  formatTime: (seconds: number) => string;
  whole: boolean;
  marks: readonly ChartMark[];
  /** Index into `data.times` under the pointer; undefined when it leaves. */
  onCursor: (index: number | undefined) => void;
}

const HEIGHT = 180;

/** The picture of a panel. uPlot is loaded when the first one is shown, not with the page. */
export function LineChart(props: LineChartProps) {
  const { data, places, label, marks } = props;
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  const latest = useRef(props);
  latest.current = props;
  const [Plot, setPlot] = useState<typeof uPlot>();
  // As text, since the chart is made anew only when its lines change, not with each answer.
  const names = data.names.join('\n');
  const styleOfLines = places.join();
  const colors = useThemeColors(frame, [
    ...Object.values(CHART_COLORS),
    ...new Set(places.map(place => seriesStyle(place).color)),
  ]);

  useEffect(() => {
    let mounted = true;
    import('uplot').then(module => mounted && setPlot(() => module.default));
    return () => {
      mounted = false;
    };
  }, []);

  useEffect(() => {
    const element = frame.current;
    if (!Plot || !element || !colors) return undefined;
    const chart = new Plot(
      chartOptions({
        names: names.split('\n'),
        places: styleOfLines.split(',').map(Number),
        width: element.clientWidth,
        height: HEIGHT,
        colors,
        whole: latest.current.whole,
        formatAxis: value => latest.current.formatAxis(value),
        formatTime: seconds => latest.current.formatTime(seconds),
        marks: () => latest.current.marks,
        onCursor: index => latest.current.onCursor(index),
      }),
      toPlotData(latest.current.data),
      element,
    );
    plot.current = chart;
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = undefined;
    };
  }, [Plot, names, styleOfLines, colors]);

  useEffect(() => {
    plot.current?.setData(toPlotData(data));
  }, [data, marks]);

  return <div ref={frame} className={styles.chart} role="img" aria-label={label} />;
}

function toPlotData(data: AlignedSeries): uPlot.AlignedData {
  return [data.times, ...data.values];
}
