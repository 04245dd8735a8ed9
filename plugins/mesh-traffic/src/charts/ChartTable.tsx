import { ScrollRegion } from '../shared/ScrollRegion';
import { useTexts } from '../shared/useTexts';
import styles from './ChartTable.module.css';
import { AlignedSeries } from './alignSeries';

interface ChartTableProps {
  data: AlignedSeries;
  caption: string;
  formatValue: (value: number | null) => string;
  formatTime: (seconds: number) => string;
}

/** The numbers of a chart as a table, newest first: the same for those who cannot see it or want to copy it. */
export function ChartTable({ data, caption, formatValue, formatTime }: ChartTableProps) {
  const t = useTexts();
  const newestFirst = data.times.map((_, index) => data.times.length - 1 - index);
  return (
    <ScrollRegion className={styles.frame} label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {data.names.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(index => (
            <tr key={data.times[index]}>
              <th scope="row">{formatTime(data.times[index])}</th>
              {data.values.map((values, series) => (
                <td key={data.names[series]}>{formatValue(values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
