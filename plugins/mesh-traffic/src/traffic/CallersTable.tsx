import { Skeleton, Text } from '@backstage/ui';
import { useState } from 'react';
import { useFormat } from '../format/useFormat';
import { partsText } from '../shared/splitText';
import { useTexts } from '../shared/useTexts';
import { CallerTableRow } from './CallerTableRow';
import styles from './CallersTable.module.css';
import { CallerRow } from './callerRows';

interface CallersTableProps {
  name: string;
  rows: readonly CallerRow[];
  versions: readonly string[];
  /** Plan for callers that no rule names; absent without a policy. */
  others?: Record<string, number>;
  /** ISO 8601 time of the last merged change. */
  lastMerge?: string;
  /** True until the first traffic answer. */
  loading: boolean;
  /** True when traffic and policy were both read: only then does an empty list mean that nobody calls. */
  complete: boolean;
}

/**
 * Who calls, as planned or not. On a narrow screen each row becomes a card (CallersTable.module.css).
 */
export function CallersTable(props: CallersTableProps) {
  const { name, rows, versions, others, lastMerge, loading, complete } = props;
  const t = useTexts();
  const format = useFormat();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (caller: string) =>
    setOpen(previous => {
      const next = new Set(previous);
      if (!next.delete(caller)) next.add(caller);
      return next;
    });

  if (rows.length === 0) {
    if (loading) return <Skeleton width="100%" height={44} />;
    if (!complete) return null;
    return (
      <Text as="p" color="secondary">
        {t('callers.nothing', { name })}
      </Text>
    );
  }
  const columns = ['caller', 'status', 'calls', 'failed', 'away', 'p95', 'versions'] as const;
  return (
    <div>
      <table className={styles.table} aria-label={t('callers.label', { name })}>
        <thead className={styles.head}>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col" data-column={column}>
                {t(`callers.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(row => (
          <CallerTableRow
            key={row.caller}
            row={row}
            versions={versions}
            lastMerge={lastMerge}
            open={open.has(row.caller)}
            onToggle={() => toggle(row.caller)}
            columns={columns.length}
          />
        ))}
      </table>
      {others && (
        <Text as="p" variant="body-small" color="secondary" className={styles.others}>
          {t('caller.others')}: {t('split.plan', { parts: partsText(others, versions, t, format) })}
        </Text>
      )}
    </div>
  );
}
