import { Text } from '@backstage/ui';
import { ChangeReview } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../../format/useFormat';
import { DiagnosticList } from '../../shared/DiagnosticList';
import { Message } from '../../shared/Message';
import { useTexts } from '../../shared/useTexts';
import { RouteChanges, fromRoutePatch } from '../model/routePatch';
import { CallerChanges } from './CallerChanges';
import { CuredFindings } from './CuredFindings';
import { DriftAck } from './DriftAck';
import { FileChanges } from './FileChanges';
import { KnownFindings } from './KnownFindings';
import styles from './ReviewView.module.css';

interface ReviewViewProps {
  review: ChangeReview;
  /** True while a newer preview is on its way. */
  updating: boolean;
  versions: readonly string[];
  driftAck: readonly string[];
  onDriftAck: (blobs: string[]) => void;
  onRoutes: (changes: RouteChanges) => void;
}

/** A change before anyone commits to it: the worst first, the files last. */
export function ReviewView(props: ReviewViewProps) {
  const { review, updating, versions, driftAck, onDriftAck, onRoutes } = props;
  const t = useTexts();
  const format = useFormat();
  // A cure outside the routes could not be shown in the rows: it is left to the person.
  const diagnostics = review.diagnostics.map(diagnostic => ({
    ...diagnostic,
    cures: diagnostic.cures?.filter(cure => fromRoutePatch(cure.patch).size > 0),
  }));
  return (
    <div className={styles.review} data-updating={updating} aria-busy={updating}>
      <div role="status" className={styles.summary}>
        <Text as="p" variant="body-large" weight="bold">
          {review.unchanged ? t('preview.unchanged') : review.summary}
        </Text>
        {updating && <Text color="secondary">{t('preview.updating')}</Text>}
      </div>
      {!review.unchanged && (
        <Text as="p" variant="body-small" color="secondary">
          {t('preview.pullRequest', { title: review.title })}
        </Text>
      )}
      {diagnostics.length > 0 && (
        <>
          <Text as="h4" weight="bold">
            {t('preview.brought')}
          </Text>
          <DiagnosticList
            diagnostics={diagnostics}
            onCure={cure => onRoutes(fromRoutePatch(cure.patch))}
          />
        </>
      )}
      <CallerChanges review={review} versions={versions} />
      {review.general.map(sentence => (
        <Text key={sentence} as="p">
          {sentence}
        </Text>
      ))}
      <CuredFindings findings={review.cured} />
      <Text as="p" variant="body-small" color="secondary">
        {review.traffic
          ? t('preview.basis', {
              source: review.traffic.source,
              window: format.duration(review.traffic.windowSeconds),
              time: format.clock(review.traffic.takenAt),
            })
          : t('preview.noBasis')}
      </Text>
      {review.unknowns.length > 0 && (
        <Message status="info" title={t('preview.unknowns')}>
          <ul className={styles.list}>
            {review.unknowns.map(unknown => (
              <li key={unknown}>{unknown}</li>
            ))}
          </ul>
        </Message>
      )}
      <DriftAck drift={review.drift} acknowledged={driftAck} onChange={onDriftAck} />
      <KnownFindings findings={review.known} />
      <FileChanges files={review.files} />
    </div>
  );
}
