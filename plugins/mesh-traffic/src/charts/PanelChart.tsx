import { Button, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { TrafficPanel } from 'backstage-plugin-mesh-traffic-common';
import { useId, useMemo, useState } from 'react';
import { useFormat } from '../format/useFormat';
import { useTexts } from '../shared/useTexts';
import { ChartTable } from './ChartTable';
import { Legend } from './Legend';
import { LineChart } from './LineChart';
import styles from './PanelChart.module.css';
import { alignSeries } from './alignSeries';
import { ChartMark } from './chartOptions';
import { formatAxis, formatValue } from './formatValue';

interface PanelChartProps {
  panel: TrafficPanel;
  /** Names of all lines of the page; see seriesOrder. */
  order: readonly string[];
  marks: readonly ChartMark[];
}

/** One panel: its picture, the lines' names with their values, and the same numbers as a table on demand. */
export function PanelChart({ panel, order, marks }: PanelChartProps) {
  const t = useTexts();
  const format = useFormat();
  const tableId = useId();
  const [cursor, setCursor] = useState<number>();
  const [tableShown, setTableShown] = useState(false);
  const data = useMemo(() => alignSeries(panel.series, order), [panel, order]);
  const places = data.names.map(name => order.indexOf(name));
  const title = t(`chart.${panel.id}`);
  const gap = t('chart.gap');
  const value = (number: number | null) => formatValue(number, panel.unit, format) ?? gap;
  const time = (seconds: number) => format.clock(seconds * 1000);
  const last = data.times.length - 1;
  const shown = Math.min(cursor ?? last, last);
  const valuesAt = (index: number) => data.values.map(values => value(values[index]));

  if (last < 0) {
    return (
      <Card>
        <CardHeader>
          <Text as="h3" weight="bold">
            {title}
          </Text>
        </CardHeader>
        <CardBody>
          <Text color="secondary">{t('chart.empty')}</Text>
        </CardBody>
      </Card>
    );
  }
  const lastValues = valuesAt(last);
  const summary = t('chart.summary', {
    title,
    from: time(data.times[0]),
    to: time(data.times[last]),
    values: data.names
      .map((name, i) => t('chart.value', { name, value: lastValues[i] }))
      .join(', '),
  });
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody className={styles.body}>
        <LineChart
          data={data}
          places={places}
          label={summary}
          formatAxis={number => formatAxis(number, panel.unit, format)}
          formatTime={seconds => format.minute(seconds * 1000)}
          whole={panel.id === 'versions'}
          marks={marks}
          onCursor={setCursor}
        />
        <Legend names={data.names} places={places} values={valuesAt(shown)} />
        <Button
          variant="tertiary"
          size="small"
          className={styles.toggle}
          aria-expanded={tableShown}
          aria-controls={tableId}
          aria-label={`${t(tableShown ? 'chart.hideTable' : 'chart.showTable')}: ${title}`}
          onPress={() => setTableShown(!tableShown)}
        >
          {t(tableShown ? 'chart.hideTable' : 'chart.showTable')}
        </Button>
        <div id={tableId}>
          {tableShown && (
            <ChartTable
              data={data}
              caption={t('chart.table', { title })}
              formatValue={value}
              formatTime={time}
            />
          )}
        </div>
      </CardBody>
    </Card>
  );
}
