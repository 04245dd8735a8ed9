import { Text } from '@backstage/ui';
import { TrafficNumbers } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { useTexts } from '../shared/useTexts';
import styles from './Totals.module.css';
import { CallerRow, offPlanCount } from './callerRows';

/** The service at a glance. What was not measured says so: it is not zero. */
export function Totals({ totals, rows }: { totals: TrafficNumbers; rows: readonly CallerRow[] }) {
  const t = useTexts();
  const format = useFormat();
  const count = offPlanCount(rows);
  const without = rows.some(({ status }) => status === 'byFlagger') ? 'byFlagger' : 'noPlan';
  const numbers: { name: string; value?: string; missing?: string }[] = [
    { name: t('totals.calls'), value: format.perMinute(totals.requestsPerMinute) },
    { name: t('totals.failed'), value: format.share(totals.failedShare) },
    { name: t('totals.turnedAway'), value: format.perMinute(totals.turnedAwayPerMinute) },
    { name: t('totals.p95'), value: format.ms(totals.p95Ms) },
    {
      name: t('totals.offPlan'),
      // Without a plan there is nothing to be off from, however well all is measured.
      missing: rows.some(row => row.plan) ? undefined : t(`totals.${without}`),
      value:
        count &&
        t('totals.offPlanOf', { off: format.count(count.off), judged: format.count(count.judged) }),
    },
  ];
  return (
    <dl className={styles.totals} aria-label={t('totals.label')}>
      {numbers.map(({ name, value, missing }) => (
        <div key={name} className={styles.number}>
          <dt>
            <Text variant="body-small" color="secondary">
              {name}
            </Text>
          </dt>
          <dd className={styles.value} data-missing={value === undefined}>
            {value ?? missing ?? t('unit.missing')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
