import { Skeleton } from '@backstage/ui';
import { Hidden } from '../shared/Hidden';
import { useTexts } from '../shared/useTexts';
import styles from './LoadingTraffic.module.css';

const ROWS = 4;

/** The outline of the tab before the first answer. */
export function LoadingTraffic({ name }: { name: string }) {
  const t = useTexts();
  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <Hidden>{t('tab.loading', { name })}</Hidden>
      <Skeleton width="60%" height={20} />
      <Skeleton width="100%" height={64} />
      {Array.from({ length: ROWS }, (_, row) => (
        <Skeleton key={row} width="100%" height={44} />
      ))}
      <Skeleton width="100%" height={200} />
    </div>
  );
}
