import { VerdictWord } from 'backstage-plugin-mesh-traffic-common';
import { ReactNode } from 'react';
import styles from './StatusWord.module.css';
import { useTexts } from './useTexts';

/** How a caller stands; `noPolicy`: there is nothing to compare with. */
export type CallerStatus = VerdictWord | 'noPolicy';

/** One shape per status, so that it can be told without its colour and before its word is read. */
const SHAPES: Record<CallerStatus, ReactNode> = {
  asPlanned: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  slightlyOff: (
    <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="none" stroke="currentColor" strokeWidth="2" />
  ),
  offPlan: (
    <>
      <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" />
      <path className={styles.mark} d="M8 6v4M8 11.6v1.4" />
    </>
  ),
  notListed: (
    <>
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      <path d="M6 6.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1V10M8 11v1.4" className={styles.stroke} />
    </>
  ),
  noTraffic: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  cannotTell: (
    <circle
      cx="8"
      cy="8"
      r="5.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeDasharray="2.5 2"
    />
  ),
  byFlagger: (
    <path d="M2 13V3M2 4h11l-3 3.2 3 3.3H2" fill="none" stroke="currentColor" strokeWidth="2" />
  ),
  noPolicy: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />,
};

/** A verdict as shape and word; `data-status` carries the colour, which only repeats them. */
export function StatusWord({ status }: { status: CallerStatus }) {
  const t = useTexts();
  return (
    <span className={styles.status} data-status={status}>
      <svg className={styles.shape} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      <span className={styles.word}>{t(`status.${status}`)}</span>
    </span>
  );
}
