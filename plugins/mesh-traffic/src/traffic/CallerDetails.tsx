import { useFormat } from '../format/useFormat';
import { useTexts } from '../shared/useTexts';
import styles from './CallerDetails.module.css';
import { CallerRow } from './callerRows';

/** What a row opens to: why this status, the other latencies, encryption and the workloads behind it. */
export function CallerDetails({ row, name }: { row: CallerRow; name: string }) {
  const t = useTexts();
  const format = useFormat();
  const { traffic } = row;
  const workloads = traffic?.workloads ?? [];
  const versions = traffic?.versions ?? [];
  const missing = t('unit.missing');
  const withRate = (workload: string, rate: string | undefined) =>
    t('callers.workload', { workload, rate: rate ?? missing });
  const facts = [
    [t('callers.verdict'), row.reason ?? t('callers.noVerdict')],
    [t('callers.p50'), format.ms(traffic?.p50Ms) ?? missing],
    [t('callers.p99'), format.ms(traffic?.p99Ms) ?? missing],
    [t('callers.mutualTls'), format.share(traffic?.mutualTlsShare) ?? missing],
    [
      t('callers.perVersion'),
      versions
        .map(({ version, requestsPerMinute }) =>
          withRate(version, format.perMinute(requestsPerMinute)),
        )
        .join(', ') || missing,
    ],
    [
      t('callers.workloads'),
      workloads
        .map(({ workload, requestsPerMinute }) =>
          withRate(workload, format.perMinute(requestsPerMinute)),
        )
        .join(', ') || missing,
    ],
  ];
  return (
    <dl className={styles.facts} aria-label={t('callers.details', { caller: name })}>
      {facts.map(([fact, value]) => (
        <div key={fact} className={styles.fact}>
          <dt>{fact}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
