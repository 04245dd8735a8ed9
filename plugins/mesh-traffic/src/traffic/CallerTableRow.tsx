import { ReactNode, useId } from 'react';
import { useFormat } from '../format/useFormat';
import { SplitBar } from '../shared/SplitBar';
import { StatusWord } from '../shared/StatusWord';
import { useNow } from '../shared/useNow';
import { useTexts } from '../shared/useTexts';
import { CallerDetails } from './CallerDetails';
import styles from './CallersTable.module.css';
import { CallerRow } from './callerRows';
import { observedSplit } from './observedSplit';

interface CallerTableRowProps {
  row: CallerRow;
  versions: readonly string[];
  lastMerge?: string;
  open: boolean;
  onToggle: () => void;
  columns: number;
}

/** One caller: its numbers in a row, more of them below when it is open. */
export function CallerTableRow(props: CallerTableRowProps) {
  const { row, versions, lastMerge, open, onToggle, columns } = props;
  const t = useTexts();
  const format = useFormat();
  const now = useNow();
  const detailsId = useId();
  const { traffic } = row;
  const name = row.caller === 'unknown' ? t('caller.unknown') : row.caller;
  const waiting = lastMerge
    ? t('callers.waitingSince', { ago: format.ago(lastMerge, now) })
    : t('callers.waiting');
  const number = (column: 'calls' | 'failed' | 'away' | 'p95', value: ReactNode) => (
    <td className={styles.number} data-column={column} data-empty={!traffic}>
      <span className={styles.label} aria-hidden="true">
        {t(`callers.${column}`)}
      </span>
      {value ?? (traffic ? t('unit.missing') : '')}
    </td>
  );
  return (
    <tbody className={styles.caller} data-status={row.status}>
      <tr className={styles.row} onClick={onToggle}>
        <th scope="row" data-column="caller">
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-controls={detailsId}
            onClick={event => {
              // The row toggles too: one press must not do it twice.
              event.stopPropagation();
              onToggle();
            }}
          >
            <span className={styles.arrow} aria-hidden="true" />
            {name}
          </button>
        </th>
        <td data-column="status">
          <StatusWord status={row.status} />
          {row.waiting && <div className={styles.waiting}>{waiting}</div>}
        </td>
        {number('calls', format.rate(traffic?.requestsPerMinute))}
        {number('failed', format.share(traffic?.failedShare))}
        {number('away', format.rate(traffic?.turnedAwayPerMinute))}
        {number('p95', format.ms(traffic?.p95Ms))}
        <td data-column="versions">
          <SplitBar observed={observedSplit(traffic)} plan={row.plan} versions={versions} />
        </td>
      </tr>
      <tr id={detailsId} hidden={!open}>
        <td colSpan={columns} className={styles.details}>
          {open && <CallerDetails row={row} name={name} />}
        </td>
      </tr>
    </tbody>
  );
}
