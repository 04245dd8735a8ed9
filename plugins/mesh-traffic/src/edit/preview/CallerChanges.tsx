import { Text } from '@backstage/ui';
import { CallerChange, ChangeReview } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../../format/useFormat';
import { SplitBar } from '../../shared/SplitBar';
import { useTexts } from '../../shared/useTexts';
import { OTHER_CALLERS } from '../model/routePatch';
import styles from './CallerChanges.module.css';

interface CallerChangesProps {
  review: ChangeReview;
  versions: readonly string[];
}

/** Callers that the change touches, before beside after; the others are counted. */
export function CallerChanges({ review, versions }: CallerChangesProps) {
  const t = useTexts();
  const format = useFormat();
  const touched = review.callers.filter(({ kind }) => kind !== 'unchanged');
  const untouched = review.callers.length - touched.length;
  const split = (weights: CallerChange['before']) =>
    weights ? (
      <SplitBar observed={weights} versions={versions} />
    ) : (
      <Text color="secondary">{t('preview.mixed')}</Text>
    );
  return (
    <>
      {touched.length > 0 && (
        <table className={styles.table} aria-label={t('preview.callers')}>
          <thead>
            <tr>
              {(['caller', 'before', 'after', 'consequences'] as const).map(column => (
                <th key={column} scope="col">
                  {t(`preview.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {touched.map(change => {
              const rate = format.perMinute(change.requestsPerMinute);
              return (
                <tr key={change.caller}>
                  <th scope="row">
                    {change.caller === OTHER_CALLERS ? t('caller.others') : change.caller}
                    <Text as="p" variant="body-small" color="secondary">
                      {rate ? t('preview.rate', { rate }) : t('preview.rateUnknown')}
                    </Text>
                  </th>
                  <td data-label={t('preview.before')}>{split(change.before)}</td>
                  <td data-label={t('preview.after')}>{split(change.after)}</td>
                  <td className={styles.consequences}>
                    {change.consequences.map(consequence => (
                      <p key={consequence}>{consequence}</p>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {untouched > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('preview.unchangedCallers', { count: untouched })}
        </Text>
      )}
    </>
  );
}
