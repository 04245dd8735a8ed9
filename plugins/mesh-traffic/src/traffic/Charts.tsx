import { Text } from '@backstage/ui';
import { PolicyDetails, TrafficPanel, TrafficPanelId } from 'backstage-plugin-mesh-traffic-common';
import { useMemo } from 'react';
import { PanelChart } from '../charts/PanelChart';
import { ChartMark } from '../charts/chartOptions';
import { seriesOrder } from '../charts/seriesOrder';
import { useTexts } from '../shared/useTexts';
import styles from './Charts.module.css';

interface ChartsProps {
  panels: readonly TrafficPanel[];
  /** Versions in the order of the page. */
  versions: readonly string[];
  details?: PolicyDetails;
}

const PANELS = ['requests', 'failed', 'latencyP95', 'versions'] satisfies TrafficPanelId[];

function byPlace(a: TrafficPanel, b: TrafficPanel): number {
  return PANELS.indexOf(a.id) - PANELS.indexOf(b.id);
}

/** The panels over time; a line across them marks each merge. */
export function Charts({ panels, versions, details }: ChartsProps) {
  const t = useTexts();
  const marks = useMemo(
    () =>
      (details?.history ?? []).map((change): ChartMark => ({
        seconds: Date.parse(change.mergedAt) / 1000,
        label:
          change.pullRequest === undefined
            ? t('chart.mergedChange')
            : t('chart.merged', { number: String(change.pullRequest) }),
      })),
    [details, t],
  );
  const order = useMemo(() => seriesOrder(panels, versions, details), [panels, versions, details]);
  if (panels.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t('tab.charts')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('tab.charts')}
      </Text>
      <div className={styles.charts}>
        {[...panels].sort(byPlace).map(panel => (
          <PanelChart
            key={panel.id}
            panel={panel}
            order={panel.id === 'versions' ? order.versions : order.callers}
            marks={marks}
          />
        ))}
      </div>
    </section>
  );
}
